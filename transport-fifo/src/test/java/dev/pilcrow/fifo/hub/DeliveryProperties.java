package dev.pilcrow.fifo.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What clients read through real FIFOs, whatever they and the others do, however little they read
 * and however full their queues are: exactly what the hub has sequenced for them, but for stretches
 * that a gap tells of.
 */
class DeliveryProperties {
  private static final int CLIENTS = 4;

  /** What a client does; a number that it does not need is ignored. */
  record Step(Kind kind, int client, int other, int size) {}

  enum Kind {
    SAY_TO_EVERYONE,
    SAY_TO_ONE,
    SAY_MUCH,
    /** As much as the inbox takes, for one burst: it is teed. */
    SAY_A_BURST,
    READ,
    READ_ALL,
    VANISH,
    TURN
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(Kind.SAY_TO_EVERYONE)),
            Tuple.of(4, Arbitraries.just(Kind.SAY_TO_ONE)),
            Tuple.of(6, Arbitraries.just(Kind.SAY_MUCH)),
            Tuple.of(6, Arbitraries.just(Kind.SAY_A_BURST)),
            Tuple.of(3, Arbitraries.just(Kind.READ)),
            Tuple.of(1, Arbitraries.just(Kind.READ_ALL)),
            Tuple.of(1, Arbitraries.just(Kind.VANISH)),
            Tuple.of(6, Arbitraries.just(Kind.TURN)));
    Arbitrary<Integer> client = Arbitraries.integers().between(0, CLIENTS - 1);
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 3840);
    return Combinators.combine(kinds, client, client, size)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  @Property(tries = 120)
  void under_gap_what_is_missing_is_counted_exactly_where_it_is_missing(
      @ForAll("steps") List<Step> steps, @ForAll HubMode mode) throws IOException {
    try (Run run = new Run(mode, SlowPolicy.GAP)) {
      steps.forEach(run::step);
      run.finish();
      for (Run.Member member : run.members) {
        if (member.client.isOpen()) {
          assertSameButForGaps(member.expected, member.client.frames());
        }
      }
    }
  }

  @Property(tries = 120)
  void under_wait_nothing_is_missing(@ForAll("steps") List<Step> steps, @ForAll HubMode mode)
      throws IOException {
    try (Run run = new Run(mode, SlowPolicy.WAIT)) {
      steps.forEach(run::step);
      run.finish();
      for (Run.Member member : run.members) {
        if (member.client.isOpen()) {
          assertEquals(member.expected, member.client.frames());
        }
      }
    }
  }

  /** Each {@code gap N} stands exactly where N frames are missing, and nothing else is. */
  private static void assertSameButForGaps(List<String> expected, List<String> received) {
    int at = 0;
    for (String frame : received) {
      if (frame.startsWith("hub¶gap ")) {
        at += Integer.parseInt(frame.substring("hub¶gap ".length()));
        assertTrue(at <= expected.size(), "a gap of frames that never were");
      } else {
        assertTrue(at < expected.size(), () -> "never sent: " + frame);
        assertEquals(expected.get(at), frame);
        at++;
      }
    }
    assertEquals(expected.size(), at, "frames at the end");
  }

  /**
   * A hub, its clients, and what each of them is owed by a rule so simple that it needs no test.
   */
  private static final class Run implements AutoCloseable {
    private final boolean chat;
    private final SlowPolicy policy;
    private final TestHub hub;
    private final List<Member> members = new ArrayList<>();
    private int said;

    static final class Member {
      final TestHub.Client client;
      final String token;
      final List<String> expected = new ArrayList<>();

      Member(TestHub.Client client) {
        this.client = client;
        this.token = client.token();
        this.expected.add(client.frames().get(0));
      }
    }

    Run(HubMode mode, SlowPolicy policy) throws IOException {
      chat = mode == HubMode.CHAT;
      this.policy = policy;
      hub = new TestHub(HubConfig.of(mode).withSlowPolicy(policy));
      for (int i = 0; i < CLIENTS; i++) {
        String name = "c" + i;
        if (chat) {
          members.forEach(other -> other.expected.add("¶" + name));
        }
        members.add(new Member(hub.register(name)));
      }
    }

    void step(Step step) {
      try {
        take(step);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private void take(Step step) throws IOException {
      Member one = members.get(step.client);
      Member other = members.get(step.other);
      switch (step.kind) {
        case SAY_TO_EVERYONE -> sayToEveryone(one, step.size);
        case SAY_TO_ONE -> sayTo(one, other, step.size);
        case SAY_MUCH -> {
          for (int i = 0; i < 40; i++) {
            sayToEveryone(one, step.size);
            hub.server.turn(0);
          }
        }
        case SAY_A_BURST -> {
          for (int octets = 0; octets < 60_000; octets += step.size + 32) {
            sayToEveryone(one, step.size);
          }
          hub.server.turn(0);
        }
        case READ -> {
          if (one.client.isOpen()) {
            one.client.read(step.size);
          }
        }
        case READ_ALL -> {
          if (one.client.isOpen()) {
            one.client.readAll();
          }
        }
        case VANISH -> {
          letTheInboxBeRead();
          one.client.vanish();
          letItBeNoticed(one);
        }
        case TURN -> hub.server.turn(0);
      }
    }

    /** So that what was said before a death is sequenced before it. */
    private void letTheInboxBeRead() throws IOException {
      if (policy == SlowPolicy.WAIT) {
        finish();
      }
      hub.settle();
    }

    private void letItBeNoticed(Member gone) throws IOException {
      long before = hub.server.counters().departures(Departure.GONE);
      hub.settle();
      long noticed = hub.server.counters().departures(Departure.GONE);
      if (chat && noticed > before) {
        members.stream()
            .filter(member -> member != gone)
            .forEach(member -> member.expected.add(gone.client.name + "¶"));
      }
    }

    private void sayToEveryone(Member from, int size) throws IOException {
      String payload = payload(size);
      if (from.client.isOpen() && hub.write(from.token + "@everyone¶" + payload + "\n")) {
        String mark = chat ? "" : "@everyone";
        members.forEach(member -> member.expected.add(from.client.name + mark + "¶" + payload));
      }
    }

    private void sayTo(Member from, Member to, int size) {
      if (!from.client.isOpen() || !to.client.isOpen()) {
        return;
      }
      String payload = payload(size);
      if (hub.write(from.token + "@" + to.client.name + "¶" + payload + "\n")) {
        String mark = !chat && from == to ? "" : "@" + to.client.name;
        to.expected.add(from.client.name + mark + "¶" + payload);
      }
    }

    private String payload(int size) {
      String number = Integer.toString(said++);
      return size <= number.length() ? number : number + "x".repeat(size - number.length());
    }

    void finish() throws IOException {
      for (int round = 0; round < 3; round++) {
        for (Member member : members) {
          if (member.client.isOpen()) {
            member.client.readAllThatIsOwed();
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      hub.close();
    }
  }
}
