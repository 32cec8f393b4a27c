package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.simulator.kernel.OpenGate;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.kernel.SimulatedFiles;
import dev.pilcrow.simulator.kernel.SimulatedKernel;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The simulated kernel: a fresh machine for each sequence, with the scene set. */
final class SimulatedSide extends Side {
  private static final String DIRECTORY = "/scene";

  private final ProcessOptions options;
  private SimulatedKernel machine = new SimulatedKernel(0);
  private final SimulatedProcess[] processes = new SimulatedProcess[PROCESSES];

  /**
   * @param options who the processes are: as on the real side
   */
  SimulatedSide(ProcessOptions options) {
    super(DIRECTORY);
    this.options = options;
  }

  @Override
  Kernel kernel(int process) {
    return processes[process];
  }

  void reset() {
    machine = new SimulatedKernel(0);
    SimulatedFiles files = machine.files();
    int owner = options.userId();
    files.makeDirectory(DIRECTORY, 0700, owner);
    files.makeFile(
        DIRECTORY + "/" + Scene.FILE, 0600, owner, Scene.CONTENT.getBytes(StandardCharsets.UTF_8));
    for (List<String> link : Scene.LINKS) {
      files.makeSymbolicLink(DIRECTORY + "/" + link.get(0), owner, link.get(1));
    }
    for (int process = 0; process < PROCESSES; process++) {
      start(process);
    }
  }

  void restart(int process) {
    processes[process].kill();
    start(process);
  }

  private void start(int process) {
    processes[process] = machine.start("process " + process, options, new OpenGate());
    forgetAll(process);
    begin(process);
  }
}
