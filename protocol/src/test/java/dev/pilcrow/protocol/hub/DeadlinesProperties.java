package dev.pilcrow.protocol.hub;

import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Deadlines against a model in numbers that do not wrap, wherever the clock is. */
class DeadlinesProperties {
  private final List<Session> sessions =
      IntStream.range(0, 6)
          .mapToObj(
              slot -> new Session(slot, HubMessages.ascii("s" + slot), null, SessionState.OPENING))
          .toList();

  /** A deadline {@code nanos} from now is set, or cleared; or that much time passes. */
  record Step(Kind kind, int session, long nanos) {}

  enum Kind {
    SET,
    CLEAR,
    PASS
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void they_come_due_soonest_first_and_each_once(
      @ForAll("starts") long startNanos, @ForAll("steps") List<Step> steps) {
    Deadlines deadlines = new Deadlines();
    Map<Session, BigInteger> model = new HashMap<>();
    BigInteger now = BigInteger.valueOf(startNanos);
    for (Step step : steps) {
      Session session = sessions.get(step.session);
      switch (step.kind) {
        case SET -> {
          BigInteger at = now.add(BigInteger.valueOf(step.nanos));
          deadlines.set(session, at.longValue());
          model.put(session, at);
        }
        case CLEAR -> {
          deadlines.clear(session);
          model.remove(session);
        }
        case PASS -> {
          now = now.add(BigInteger.valueOf(step.nanos));
          takeDue(deadlines, model, now);
        }
      }
      assertEquals(model.isEmpty(), deadlines.isEmpty());
      Session soonest = soonest(model);
      if (soonest != null) {
        assertEquals(Objects.requireNonNull(model.get(soonest)).longValue(), deadlines.nextNanos());
      }
    }
  }

  private static void takeDue(Deadlines deadlines, Map<Session, BigInteger> model, BigInteger now) {
    Session soonest = soonest(model);
    while (soonest != null && Objects.requireNonNull(model.get(soonest)).compareTo(now) <= 0) {
      assertEquals(soonest, deadlines.next(now.longValue()));
      model.remove(soonest);
      soonest = soonest(model);
    }
    assertEquals(null, deadlines.next(now.longValue()));
  }

  /** Of two at the same time the one in the lower slot. */
  private static @Nullable Session soonest(Map<Session, BigInteger> model) {
    return model.entrySet().stream()
        .min(
            comparing(Map.Entry<Session, BigInteger>::getValue)
                .thenComparing(entry -> entry.getKey().slot()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  @Provide
  Arbitrary<Long> starts() {
    return Arbitraries.of(0L, Long.MAX_VALUE - 3, Long.MIN_VALUE, -3L);
  }

  /** Times that often coincide, and the longest linger. */
  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Kind.SET, Kind.SET, Kind.PASS, Kind.CLEAR),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(0L, 1L, 2L, 3L, 5L, HubLimits.MAX_LINGER_NANOS))
        .as(
            (kind, session, nanos) ->
                new Step(kind, session, kind == Kind.PASS ? nanos % 7 : nanos))
        .list()
        .ofMaxSize(40);
  }
}
