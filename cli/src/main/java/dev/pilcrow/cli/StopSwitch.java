package dev.pilcrow.cli;

import org.jspecify.annotations.Nullable;

/** Stops something that may not be there yet: then as soon as it is. Any thread. */
final class StopSwitch {
  private boolean stopped;
  private @Nullable Runnable stop;

  /** From now on this is what is stopped. */
  synchronized void connect(Runnable connected) {
    stop = connected;
    if (stopped) {
      connected.run();
    }
  }

  synchronized void stop() {
    stopped = true;
    if (stop != null) {
      stop.run();
    }
  }
}
