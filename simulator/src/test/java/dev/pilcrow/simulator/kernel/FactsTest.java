package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.NativeKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Each fact on the simulated kernel and on the machine's own. */
class FactsTest {
  private static final int USER = 1000;

  @TempDir Path directory = Path.of("/nowhere");
  private Lab real = simulated();
  private final Lab simulated = simulated();

  private static Lab simulated() {
    SimulatedKernel machine = new SimulatedKernel(1);
    return new Lab(machine.start("lab", ProcessOptions.user(USER), new OpenGate()), "/tmp");
  }

  @BeforeEach
  void begin() {
    real = new Lab(new NativeKernel(), directory.toString());
  }

  @AfterEach
  void end() {
    real.end();
    simulated.end();
  }

  @Nested
  class RealPipes extends PipeFacts {
    @Override
    Lab lab() {
      return real;
    }
  }

  @Nested
  class SimulatedPipes extends PipeFacts {
    @Override
    Lab lab() {
      return simulated;
    }
  }

  @Nested
  class RealFifos extends FifoFacts {
    @Override
    Lab lab() {
      return real;
    }
  }

  @Nested
  class SimulatedFifos extends FifoFacts {
    @Override
    Lab lab() {
      return simulated;
    }
  }

  @Nested
  class RealEpoll extends EpollFacts {
    @Override
    Lab lab() {
      return real;
    }
  }

  @Nested
  class SimulatedEpoll extends EpollFacts {
    @Override
    Lab lab() {
      return simulated;
    }
  }
}
