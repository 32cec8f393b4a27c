package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** A hub that goes on from a saved state cannot be told from the one that was saved. */
class HubStateProperties {
  private static final long OTHER_CLOCK_NANOS = 123_456_789_012L;

  // Always the same samples, so that what they must reach is reached in every build.
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "42")
  @StatisticsReport(onFailureOnly = true)
  void a_restored_hub_answers_every_input_as_the_saved_one_does(
      @ForAll("configs") HubConfig config, @ForAll("inputs") List<Input> inputs) {
    Twin saved = new Twin(config, 0);
    Twin restored = new Twin(config, 0);
    for (Input input : inputs) {
      HubState state = saved.hub.save(saved.nowNanos);
      Twin next = new Twin(config, restored.nowNanos + OTHER_CLOCK_NANOS);
      next.hub.restore(next.nowNanos, state);
      next.asked.addAll(restored.asked);
      next.tokens = restored.tokens;
      restored = next;

      saved.put(input);
      restored.put(input);

      assertEquals(saved.effects, restored.effects);
      assertEquals(saved.hub.save(saved.nowNanos), restored.hub.save(restored.nowNanos));
      assertEquals(saved.hub.hasDeadline(), restored.hub.hasDeadline());
      assertEquals(saved.hub.isFinished(), restored.hub.isFinished());
      reach(state);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, seed = "43")
  void what_a_hub_was_before_it_took_a_state_does_not_matter(
      @ForAll("configs") HubConfig config,
      @ForAll("inputs") List<Input> before,
      @ForAll("inputs") List<Input> others,
      @ForAll("inputs") List<Input> after) {
    Twin saved = new Twin(config, 0);
    before.forEach(saved::put);
    Twin used = new Twin(config, OTHER_CLOCK_NANOS);
    others.forEach(used::put);

    used.hub.restore(used.nowNanos, saved.hub.save(saved.nowNanos));
    used.asked.clear();
    used.asked.addAll(saved.asked);
    used.tokens = saved.tokens;

    for (Input input : after) {
      saved.put(input);
      used.put(input);
      assertEquals(saved.effects, used.effects);
      assertEquals(saved.hub.save(saved.nowNanos), used.hub.save(used.nowNanos));
      assertEquals(saved.hub.hasDeadline(), used.hub.hasDeadline());
      assertEquals(saved.hub.waitingRegistrations(), used.hub.waitingRegistrations());
    }
  }

  private static void reach(HubState state) {
    for (SessionImage session : state.sessions()) {
      reach(session.state().toString(), true);
      reach("blocks the inbox", session.blocksInbox());
      reach("is waited for", session.retryPauseNanos() > 0);
    }
    reach("late", !state.lateTokens().isEmpty());
  }

  /** A property that never comes there would say nothing of it. */
  private static void reach(String what, boolean reached) {
    Statistics.label(what)
        .collect(reached)
        .coverage(coverage -> coverage.check(true).count(times -> times > 0));
  }

  /** What a hub may be told; {@code number} picks one of those that it may concern. */
  record Input(Kind kind, int number) {}

  enum Kind {
    BURST,
    PASS_END,
    OPENED,
    OPEN_FAILED,
    GONE,
    DRAINED,
    OVERFLOW,
    TICK,
    SHUTDOWN
  }

  /** A hub, and as much of a transport as makes its inputs legal. */
  private static final class Twin {
    final Hub hub;
    final Queue<Integer> asked = new ArrayDeque<>();
    final InboxDecoder decoder;
    List<Effect> effects = List.of();
    long nowNanos;
    int tokens;
    private final EffectRecorder recorder = new EffectRecorder();

    Twin(HubConfig config, long nowNanos) {
      this.hub = new Hub(config, recorder);
      this.decoder = new InboxDecoder(hub);
      this.nowNanos = nowNanos;
    }

    void put(Input input) {
      switch (input.kind) {
        case BURST -> burst(BURSTS.get(input.number % BURSTS.size()));
        case PASS_END -> hub.onPassEnd(nowNanos);
        case OPENED, OPEN_FAILED -> answer(input);
        case TICK -> {
          nowNanos += TICKS_NANOS[input.number % TICKS_NANOS.length];
          hub.onTick(nowNanos);
        }
        case SHUTDOWN -> hub.onShutdown(nowNanos);
        default -> tellOf(open(input.number), input.kind);
      }
      effects = recorder.take();
      for (Effect effect : effects) {
        if (effect instanceof Effect.Open open) {
          asked.add(slot(open.session()));
        } else if (effect instanceof Effect.Close close) {
          asked.remove(slot(close.session()));
        } else if (effect instanceof Effect.DropBacklog drop) {
          Session session = hub.session(slot(drop.session()));
          if (session != null) {
            hub.onDropped(nowNanos, session, 2, 1);
          }
        }
      }
      effects.addAll(recorder.take());
    }

    private void burst(String text) {
      byte[] octets = text.getBytes(UTF_8);
      decoder.decode(nowNanos, ByteBuffer.wrap(octets), 0, octets.length, true);
    }

    private void answer(Input input) {
      Integer slot = asked.poll();
      Session session = slot == null ? null : hub.session(slot);
      if (session == null) {
        return;
      }
      if (input.kind == Kind.OPENED) {
        tokens++;
        hub.onOpened(nowNanos, session, token(tokens).getBytes(UTF_8));
      } else {
        hub.onOpenFailed(nowNanos, session, OpenFailure.NO_READER);
      }
    }

    private @Nullable Session open(int number) {
      List<Session> open = new ArrayList<>();
      for (Session session : hub.sessions()) {
        if (session.state() == SessionState.ACTIVE || session.state() == SessionState.LEAVING) {
          open.add(session);
        }
      }
      return open.isEmpty() ? null : open.get(number % open.size());
    }

    private void tellOf(@Nullable Session session, Kind kind) {
      if (session == null) {
        return;
      }
      switch (kind) {
        case GONE -> hub.onGone(nowNanos, session);
        case DRAINED -> hub.onDrained(nowNanos, session);
        default -> hub.onOverflow(nowNanos, session);
      }
    }

    private static int slot(String session) {
      return Integer.parseInt(session.substring(session.lastIndexOf('#') + 1));
    }
  }

  private static final long[] TICKS_NANOS = {0, 1_000_000, 50_000_000, 5_000_000_000L};

  private static final List<String> BURSTS =
      List.of(
          "\n¶alice\n",
          "\n¶bob\n",
          "¶/p/alice",
          "/p/alice¶hello\n",
          "/p/alice¶",
          "/p/alice¶/p/alice¶late",
          token(1) + "¶one\n",
          token(2) + "¶two\n" + token(1) + "@bob¶three\n",
          token(1) + "¶\n",
          token(2) + "¶\n" + token(2) + "¶after\n",
          token(3) + "@hub¶who\n",
          token(3) + "@@¶x\n",
          "torn");

  private static String token(int number) {
    return "%016x".formatted(number);
  }

  @Provide
  Arbitrary<HubConfig> configs() {
    return HubCommands.configs();
  }

  @Provide
  Arbitrary<List<Input>> inputs() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(20, Kind.BURST),
            Tuple.of(14, Kind.PASS_END),
            Tuple.of(14, Kind.OPENED),
            Tuple.of(8, Kind.OPEN_FAILED),
            Tuple.of(2, Kind.GONE),
            Tuple.of(4, Kind.DRAINED),
            Tuple.of(4, Kind.OVERFLOW),
            Tuple.of(4, Kind.TICK),
            Tuple.of(1, Kind.SHUTDOWN));
    // numbers are spread evenly over what they pick from
    Arbitrary<Integer> numbers =
        Arbitraries.integers().between(0, 1_000).withDistribution(RandomDistribution.uniform());
    return kinds
        .flatMap(kind -> numbers.map(number -> new Input(kind, number)))
        .list()
        .ofMaxSize(60);
  }
}
