package dev.pilcrow.cli;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.PrivateDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The directory by which a hub and its clients find each other. */
final class HubDirectory {
  private HubDirectory() {}

  /**
   * The directory that was named, or the default.
   *
   * @param named by {@code --dir}
   */
  static String of(@Nullable String named, Kernel kernel, CommandLine command) {
    if (named == null) {
      return PrivateDirectory.defaultPath(kernel);
    }
    if (named.isEmpty()) {
      throw new ParameterException(command, "--dir: an empty path names no directory");
    }
    return named;
  }
}
