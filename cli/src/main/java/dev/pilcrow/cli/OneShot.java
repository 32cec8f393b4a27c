package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.EventLoop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Runs a command that asks the hub one thing. */
final class OneShot {
  private OneShot() {}

  /**
   * Asks, leaves, and tells on stderr what has failed.
   *
   * @param command such as {@code pilcrow who}
   * @return the command's exit code
   */
  static int run(String command, Access access, Question question) throws IOException {
    EventLoop loop = access.newLoop();
    ClientDriver driver = new ClientDriver(access.kernel(), loop);
    return EndOnSignal.during(
        () -> {
          driver.run(
              ClientNames.forOneShot(access.chosenName()),
              access.clientOptions(access.directory()),
              question);
          loop.close();
          String complaint = question.complaint();
          if (complaint != null) {
            System.err.println(command + ": " + SafeText.escape(complaint));
          }
          return complaint == null ? ExitCode.OK : ExitCode.FAILURE;
        },
        driver::interrupt,
        ExitCode.INTERRUPTED);
  }

  /** Prints the answer, once all is over with the hub; returns the command's exit code. */
  static int print(String text) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(text.getBytes(UTF_8));
      return ExitCode.OK;
    } catch (IOException e) {
      return ExitCode.BROKEN_PIPE;
    }
  }
}
