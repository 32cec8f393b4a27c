package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.simulator.kernel.OpenGate;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.kernel.SimulatedKernel;

/** A fresh simulated machine. */
final class SimulatedWorld implements World {
  private static final int MANY_DESCRIPTORS = 1 << 16;

  private final SimulatedKernel machine = new SimulatedKernel(1);
  private final String directory;
  private final int user;

  /**
   * @param directory the same path as on the real one: paths are octets in frames too
   * @param user the same as on the real one
   */
  SimulatedWorld(String directory, int user) {
    this.directory = directory;
    this.user = user;
    for (int at = 1; (at = directory.indexOf('/', at)) > 0; at++) {
      String parent = directory.substring(0, at);
      if (!machine.files().exists(parent)) {
        machine.files().makeDirectory(parent, 0755, user);
      }
    }
  }

  @Override
  public String name() {
    return "the simulated kernel";
  }

  @Override
  public String directory() {
    return directory;
  }

  @Override
  public Kernel start(String process) {
    return machine.start(
        process, ProcessOptions.user(user).withDescriptorLimit(MANY_DESCRIPTORS), new OpenGate());
  }

  @Override
  public void makeFile(String name) {
    machine.files().makeFile(directory + '/' + name, 0600, user, new byte[0]);
  }
}
