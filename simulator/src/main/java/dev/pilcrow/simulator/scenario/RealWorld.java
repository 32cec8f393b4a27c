package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's own kernel; all processes are this one. */
record RealWorld(Kernel kernel, Path path) implements World {
  @Override
  public String name() {
    return "the real kernel";
  }

  @Override
  public String directory() {
    return path.toString();
  }

  @Override
  public Kernel start(String process) {
    return kernel;
  }

  @Override
  public void makeFile(String name) throws IOException {
    Files.createFile(path.resolve(name));
  }
}
