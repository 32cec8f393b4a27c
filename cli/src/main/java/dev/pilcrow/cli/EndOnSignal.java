package dev.pilcrow.cli;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ParameterException;

/**
 * Lets SIGINT and SIGTERM end a command in an orderly way: the command is asked to end, and the JVM
 * halts once it has, or has taken too long. Works by a shutdown hook, which runs on both signals.
 *
 * <p>A signal does not make a failure good: the given code is for work that ended well.
 */
final class EndOnSignal {
  /** Long enough for any command that bounds its own end to do so. */
  static final long PATIENCE_NANOS = SECONDS.toNanos(60);

  private final String command;
  private final Runnable end;
  private final int code;
  private final long patienceNanos;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Of the work; written before {@link #ended} is counted down, and read after. */
  private int result = ExitCode.FAILURE;

  EndOnSignal(String command, Runnable end, int code, long patienceNanos) {
    this.command = command;
    this.end = end;
    this.code = code;
    this.patienceNanos = patienceNanos;
  }

  /** The work of a command. */
  interface Work {
    int run() throws IOException;
  }

  /**
   * Runs the work; returns its exit code if it ends by itself. Why it failed, if it threw, is told
   * on stderr.
   *
   * @param command such as {@code pilcrow hub}
   * @param end asks the work to end; called on another thread, possibly before the work begins
   * @param code what the process exits with if it was a signal that ended it, and it ended well
   * @param patienceNanos how long it may take to end
   */
  static int during(String command, Work work, Runnable end, int code, long patienceNanos) {
    EndOnSignal made = new EndOnSignal(command, end, code, patienceNanos);
    Thread hook =
        new Thread(() -> made.onSignal().ifPresent(Runtime.getRuntime()::halt), "pilcrow-end");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      Runtime.getRuntime().halt(code); // a signal came first, and nothing has begun
    }
    return made.run(work);
  }

  /** A failure is told before the end is: from then on the process may be gone at any time. */
  int run(Work work) {
    try {
      result = work.run();
    } catch (ParameterException e) {
      result = ExitCode.USAGE;
      throw e;
    } catch (IOException | RuntimeException e) {
      result = ExitCode.FAILURE;
      tell(Main.message(e));
    } finally {
      ended.countDown();
    }
    return result;
  }

  /** Ends the work; returns what to halt with, or nothing if it had ended by itself. */
  OptionalInt onSignal() {
    if (ended.getCount() == 0) {
      return OptionalInt.empty();
    }
    end.run();
    try {
      if (!ended.await(patienceNanos, NANOSECONDS)) {
        tell("could not end in time");
        return OptionalInt.of(ExitCode.FAILURE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.of(ExitCode.FAILURE);
    }
    return OptionalInt.of(result == ExitCode.OK ? code : result);
  }

  /** Not by System.err: nobody may be reading it, and that must not keep the process alive. */
  private void tell(String text) {
    Console.complainOnly(command, text);
  }
}
