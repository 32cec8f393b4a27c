package dev.pilcrow.simulator.explore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.Session;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.oracle.AgreementOracle;
import dev.pilcrow.simulator.oracle.IsolationOracle;
import dev.pilcrow.simulator.oracle.LivenessOracle;
import dev.pilcrow.simulator.oracle.Mailbox;
import dev.pilcrow.simulator.oracle.Oracle;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the explorer's rules let pass, the simulator's oracles let pass as well. */
class RulesAgreementTest {
  private static final int WALKS = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--clients 3 --frames 2 --faults crash,restart,partial,garbage",
        "--clients 3 --frames 2 --faults crash,restart,partial,garbage --mode echo",
        "--clients 3 --frames 2 --faults crash,restart --directs",
      })
  void oracles_have_nothing_against_random_walks(String options) {
    for (int seed = 0; seed < WALKS; seed++) {
      new Shown(ExploreOptions.parse(options)).walk(new SeededChoices(seed));
    }
  }

  /** A world whose every step the oracles are shown. */
  private static final class Shown {
    private final World world;
    private final List<Oracle> oracles;
    private final Map<Integer, Mailbox> boxes = new HashMap<>();
    private final List<Runnable> gone = new ArrayList<>();
    private final List<Runnable> others = new ArrayList<>();

    Shown(ExploreOptions options) {
      world = new World(options, this::watched);
      oracles =
          List.of(
              new AgreementOracle(options.config()),
              new IsolationOracle(options.config()),
              new LivenessOracle());
    }

    void walk(Choices choices) {
      int[] steps = new int[256];
      for (int count = world.steps(steps); count > 0; count = world.steps(steps)) {
        take(steps[choices.choose("step", count)]);
      }
      oracles.forEach(Oracle::atRest);
    }

    private void take(int step) {
      int kind = Step.kind(step);
      boolean turn = kind == Step.TURN || kind == Step.PART;
      List<byte[]> writes = new ArrayList<>();
      for (int i = 0; turn && i < world.inbox.size; i++) {
        writes.add(octets(i));
      }
      gone.clear();
      others.clear();
      world.take(step);
      if (kind == Step.CRASH) {
        Client client = world.clients[Step.argument(step)];
        Mailbox box = boxes.get(key(Step.argument(step), client.serials));
        if (box != null) {
          box.readerGone();
        }
      }
      if (turn) {
        oracles.forEach(Oracle::onPass);
        gone.forEach(Runnable::run);
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        writes.subList(0, writes.size() - world.inbox.size).forEach(burst::writeBytes);
        byte[] octets = burst.toByteArray();
        oracles.forEach(oracle -> oracle.onBurst(octets, 0, octets.length, kind == Step.TURN));
        others.forEach(Runnable::run);
      } else {
        others.forEach(Runnable::run);
        gone.forEach(Runnable::run);
      }
      showFrames();
    }

    private void showFrames() {
      for (int client = 0; client < world.clients.length; client++) {
        for (int serial = 1; serial <= world.clients[client].serials; serial++) {
          Mailbox box = boxes.get(key(client, serial));
          for (int i = 0; i < world.channels.actual.size(client, serial); i++) {
            String text = world.lexicon.text(world.channels.actual.get(client, serial, i));
            // of an error the lexicon keeps no more than its code
            byte[] frame = (text.startsWith("hub¶error") ? text + " why" : text).getBytes(UTF_8);
            if (box != null && !box.isReaderGone()) {
              oracles.forEach(oracle -> oracle.onFrame(box, frame, 0, frame.length));
            }
          }
        }
      }
      world.channels.actual.clear();
    }

    private HubEffects watched(HubEffects effects) {
      return new ForwardingEffects(effects) {
        @Override
        public void joined(Session session) {
          int client = Lexicon.client(session.name());
          Mailbox box = new Mailbox(session.name(), session.name(), true);
          boxes.put(key(client, world.clients[client].serials), box);
          others.add(() -> oracles.forEach(oracle -> oracle.onJoined(box)));
          super.joined(session);
        }

        @Override
        public void left(Session session, Departure why) {
          Channel channel = world.channels.bySlot[session.slot()];
          Mailbox box = Objects.requireNonNull(boxes.get(key(channel.client, channel.serial)));
          List<Runnable> list = why == Departure.GONE ? gone : others;
          list.add(() -> oracles.forEach(oracle -> oracle.onLeft(box, why)));
          super.left(session, why);
        }
      };
    }

    private byte[] octets(int i) {
      int client = world.inbox.clients[i];
      int serial = world.inbox.serials[i];
      int kind = world.inbox.kinds[i];
      return switch (kind) {
        case Inbox.REGISTRATION -> world.lexicon.registration(client);
        case Inbox.GOODBYE -> world.lexicon.goodbye(client, serial);
        case Inbox.GARBAGE -> new byte[] {'x'};
        default -> world.lexicon.saying(client, serial, Inbox.frame(kind), Inbox.recipient(kind));
      };
    }

    private static int key(int client, int serial) {
      return client << 4 | serial;
    }
  }
}
