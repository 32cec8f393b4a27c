package dev.pilcrow.simulator.scenario;

import java.io.IOException;

/** Somebody in a scenario who runs: a hub or a client, with a process and a loop of its own. */
abstract class Participant {
  final ScenarioProcess process;
  final Log log;

  /** Stopped, as by a signal: it is not turned. */
  boolean asleep;

  private boolean over;

  Participant(ScenarioProcess process, Log log) {
    this.process = process;
    this.log = log;
  }

  /** Its program has not ended. */
  final boolean isLive() {
    return !over;
  }

  /** It runs, and is not asleep. */
  final boolean isAwake() {
    return !over && !asleep;
  }

  /** Its program ends. */
  final void end() {
    over = true;
  }

  /** It is killed. */
  final void die() {
    over = true;
    process.kill();
  }

  /** One pass of its loop, which waits at most so long. */
  abstract void turn(long timeoutNanos) throws IOException;

  /** How long its loop would wait by itself; 0 if it has something to do. */
  abstract long timeoutNanos();

  /** At the scenario's end it ends too, as its user would have it end. */
  abstract void goHome() throws IOException;
}
