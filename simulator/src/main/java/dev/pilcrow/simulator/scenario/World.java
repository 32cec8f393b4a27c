package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Kernel;
import java.io.IOException;

/** Where a scenario is played: a kernel, and a directory of its own on it. */
interface World {
  /** In words, for reports. */
  String name();

  /** The hub's directory. It does not exist at first; the directory that it lies in does. */
  String directory();

  /** What a new process makes its calls by. */
  Kernel start(String process);

  /** Makes an empty regular file in the hub's directory, which no {@link Kernel} can. */
  void makeFile(String name) throws IOException;
}
