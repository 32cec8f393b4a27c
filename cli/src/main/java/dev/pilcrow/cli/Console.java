package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import org.jspecify.annotations.Nullable;

/**
 * A command's stdout and stderr, neither of which can stop it. What stdout does not take waits; of
 * what stderr does not take the newest is dropped.
 *
 * <p>All that a command prints goes through here, so that all tell in the same way that it could
 * not be printed: see {@link #finish}.
 */
final class Console {
  /** How long a command that is to end at once goes on writing. */
  private static final long HURRY_NANOS = 1_000_000_000L;

  private final String command;
  private final Output out;
  private final Output err;

  private Console(String command, Output out, Output err) {
    this.command = command;
    this.out = out;
    this.err = err;
  }

  /**
   * @param command such as {@code pilcrow client}
   * @param onChange see {@link Output#start}, for stdout
   */
  static Console open(String command, Kernel kernel, Runnable onChange) {
    return new Console(
        command, Output.start(kernel, 1, onChange), Output.start(kernel, 2, () -> {}));
  }

  /** The whole life of a console that prints one text; returns the exit code. */
  static int print(String command, String text) {
    Console console = open(command, new NativeKernel(), () -> {});
    console.print(text);
    return console.finish(null);
  }

  /** The whole life of a console that only complains; takes a second at most. */
  static void complainOnly(String command, String text) {
    int unused = open(command, new NativeKernel(), () -> {}).finish(text);
  }

  Output out() {
    return out;
  }

  /** Puts text on stdout, as it is. */
  void print(String text) {
    out.put(text.getBytes(UTF_8));
  }

  /** Says something on stderr, with the command's name in front; made safe for a terminal. */
  void complain(String text) {
    if (!err.isFull()) {
      err.put((command + ": " + SafeText.escape(text) + '\n').getBytes(UTF_8));
    }
  }

  /** The command is to end at once: what cannot be written soon is not. Any thread. */
  void hurry() {
    out.hurry(HURRY_NANOS);
  }

  /**
   * Writes what is left.
   *
   * @param complaint why the command has failed, if it has
   * @return the command's exit code: {@link ExitCode#BROKEN_PIPE} if stdout's reader has closed it,
   *     {@link ExitCode#FAILURE}, told on stderr, if it failed otherwise or there is a complaint
   */
  int finish(@Nullable String complaint) {
    if (complaint != null) {
      complain(complaint);
    }
    boolean finished = flush(out);
    int errno = out.errno();
    if (errno != 0 && errno != Errno.EPIPE) {
      complain("cannot write the output: " + Errno.text(errno));
    }
    err.hurry(HURRY_NANOS);
    finished &= flush(err);
    if (errno == Errno.EPIPE) {
      return ExitCode.BROKEN_PIPE;
    }
    return complaint == null && finished && errno == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }

  /**
   * Writes what is left.
   *
   * @param good whether what the command looked for was so: nothing failed, but its exit code tells
   */
  int finish(boolean good) {
    int printed = finish(null);
    return printed != ExitCode.OK || good ? printed : ExitCode.FAILURE;
  }

  private static boolean flush(Output output) {
    try {
      output.finish();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
