package dev.pilcrow.cli;

import dev.pilcrow.fifo.EventLoop;
import java.io.IOException;

/** Runs a command that asks the hub one thing. */
final class OneShot {
  private OneShot() {}

  /**
   * Asks, leaves, prints the answer, and tells on stderr what has failed.
   *
   * @param command such as {@code pilcrow who}
   * @return the command's exit code
   */
  static int run(String command, Access access, Question question) throws IOException {
    EventLoop loop = access.newLoop();
    Console console = Console.open(command, access.kernel(), () -> {});
    ClientDriver driver = new ClientDriver(access.kernel(), loop);
    return EndOnSignal.during(
        command,
        () -> {
          driver.run(
              ClientNames.forOneShot(access.chosenName()),
              access.clientOptions(access.directory()),
              question);
          loop.close();
          console.print(question.answer());
          return console.finish(question.complaint(driver.isInterrupted()));
        },
        () -> {
          driver.interrupt();
          console.hurry();
        },
        ExitCode.INTERRUPTED,
        EndOnSignal.PATIENCE_NANOS);
  }
}
