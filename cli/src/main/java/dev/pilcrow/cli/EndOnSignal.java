package dev.pilcrow.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGINT and SIGTERM end a command in an orderly way: the command is asked to end, and the JVM
 * halts with the given code once it has, or has taken too long. Works by a shutdown hook, which
 * runs on both signals.
 */
final class EndOnSignal {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);

  private EndOnSignal() {}

  /** The work of a command. */
  interface Work {
    int run() throws IOException;
  }

  /**
   * Runs the work; returns its exit code if it ends by itself.
   *
   * @param end asks the work to end; called on another thread
   * @param code what the process exits with if it was a signal that ended it
   */
  static int during(Work work, Runnable end, int code) throws IOException {
    EndOnSignal made = new EndOnSignal();
    Thread hook = new Thread(() -> made.onShutdown(end, code), "pilcrow-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } finally {
      made.ended.countDown();
    }
  }

  private void onShutdown(Runnable end, int code) {
    if (ended.getCount() == 0) {
      return;
    }
    end.run();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("pilcrow: could not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }
}
