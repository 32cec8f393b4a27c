package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Poller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those who take part in a scenario, turned one after the other by one thread.
 *
 * <p>They are at rest when in a whole round nobody makes a call but to ask what is ready. What one
 * writes another can read at once, on any kernel: so then nothing can happen any more before a
 * deadline.
 */
final class Company {
  private static final int MANY_ROUNDS = 1_000_000;

  private final Map<String, Participant> participants = new LinkedHashMap<>();
  private final List<ScenarioProcess> processes = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Who has that name, or had it last. */
  @Nullable Participant get(String who) {
    return participants.get(who);
  }

  /** All of them, in the order in which their names came up. */
  Collection<Participant> all() {
    return participants.values();
  }

  void put(String who, Participant participant) {
    participants.put(who, participant);
  }

  /** A process that somebody is, or will be. */
  void add(ScenarioProcess process) {
    processes.add(process);
  }

  /** Every process there ever was. */
  List<ScenarioProcess> processes() {
    return processes;
  }

  /** Programs that ended with an exception. */
  List<String> failures() {
    return failures;
  }

  /** Turns everybody who is awake until they are at rest. */
  void settle() {
    for (int round = 0; round < MANY_ROUNDS; round++) {
      long before = calls();
      boolean due = false;
      for (Participant participant : List.copyOf(participants.values())) {
        turn(participant, 0);
        due |= participant.isAwake() && participant.timeoutNanos() == 0;
      }
      if (!due && calls() == before) {
        return;
      }
    }
    throw new IllegalStateException("they never come to rest");
  }

  /**
   * Goes on to the next deadline, and until they are at rest again; false if there is none before
   * that time.
   */
  boolean passTime(long nowNanos, long untilNanos) {
    Participant next = null;
    long timeoutNanos = untilNanos - nowNanos;
    for (Participant participant : participants.values()) {
      long own = participant.isAwake() ? participant.timeoutNanos() : Poller.FOREVER;
      if (own != Poller.FOREVER && own < timeoutNanos) {
        next = participant;
        timeoutNanos = own;
      }
    }
    if (next == null) {
      return false;
    }
    turn(next, timeoutNanos);
    settle();
    return true;
  }

  private void turn(Participant participant, long timeoutNanos) {
    if (participant.isAwake()) {
      try {
        participant.turn(timeoutNanos);
      } catch (IOException | RuntimeException e) {
        failures.add(participant.process.name() + " has failed: " + e);
        participant.die();
      }
    }
  }

  private long calls() {
    long calls = 0;
    for (ScenarioProcess process : processes) {
      calls += process.calls();
    }
    return calls;
  }
}
