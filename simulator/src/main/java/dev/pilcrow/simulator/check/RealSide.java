package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The machine's own kernel, in a private directory that every sequence finds the same. */
final class RealSide extends Side {
  private static final int MORE_THAN_A_USER_MAY = 2 << 20;
  private static final int PERMISSIONS = 0777;
  private static final int MANY_DESCRIPTORS = 1 << 20;

  private final Kernel kernel;
  private final Path path;
  private boolean touched = true;

  RealSide(Kernel kernel, Path path) {
    super(path.toString());
    this.kernel = kernel;
    this.path = path;
  }

  @Override
  Kernel kernel(int process) {
    return kernel;
  }

  /** Who this process is, so that a simulated one can be the same. */
  ProcessOptions options() {
    String probe = directory + "/probe";
    FileStatus made = new FileStatus();
    kernel.makeFifoAt(Kernel.AT_FDCWD, probe, PERMISSIONS);
    kernel.statusAt(Kernel.AT_FDCWD, probe, made);
    kernel.unlinkAt(Kernel.AT_FDCWD, probe);
    int umask = PERMISSIONS & ~made.permissions();
    return new ProcessOptions(
        kernel.userId(), kernel.userId() == 0, mayMakeLargePipes(), umask, MANY_DESCRIPTORS);
  }

  /** A step succeeded: if it may have changed more than the plain names, the scene is set anew. */
  void onStep(Step step) {
    boolean changes =
        switch (step.kind()) {
          case UNLINK, REMOVE_DIRECTORY, MAKE_FIFO, MAKE_DIRECTORY -> true;
          case OPEN -> (step.flags() & 3) != OpenFlags.O_RDONLY;
          default -> false;
        };
    touched |= changes && step.other() >= Scene.PLAIN_NAMES;
  }

  void reset() throws IOException {
    if (touched) {
      setScene();
      touched = false;
    }
    for (int process = 0; process < PROCESSES; process++) {
      begin(process);
    }
  }

  /** Closes what is open and removes what was made. */
  void end() {
    for (int process = 0; process < PROCESSES; process++) {
      for (int register = HOME + 1; register < REGISTERS; register++) {
        if (descriptor(process, register) != NO_DESCRIPTOR) {
          close(process, register);
        }
      }
    }
    for (String name : Scene.PLAIN) {
      if (kernel.unlinkAt(descriptor(0, HOME), name) < 0) {
        kernel.removeDirectory(directory + "/" + name);
      }
    }
    for (int process = 0; process < PROCESSES; process++) {
      close(process, HOME);
    }
  }

  private void setScene() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path)) {
          Files.delete(file);
        }
      }
    }
    Path file = path.resolve(Scene.FILE);
    Files.writeString(file, Scene.CONTENT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    for (List<String> link : Scene.LINKS) {
      Files.createSymbolicLink(path.resolve(link.get(0)), Path.of(link.get(1)));
    }
  }

  private boolean mayMakeLargePipes() {
    int[] two = new int[2];
    if (kernel.pipe(two, OpenFlags.O_NONBLOCK) < 0) {
      return false;
    }
    int result = kernel.setPipeCapacity(two[0], MORE_THAN_A_USER_MAY);
    kernel.close(two[0]);
    kernel.close(two[1]);
    return result > 0;
  }
}
