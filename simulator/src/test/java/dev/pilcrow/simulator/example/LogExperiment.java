package dev.pilcrow.simulator.example;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.run.CallFaults;
import dev.pilcrow.simulator.run.Experiment;
import dev.pilcrow.simulator.run.Scheduler;
import dev.pilcrow.simulator.run.World;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A collector and a few writers, who are interrupted by each other, by signals and by death.
 *
 * @param lines how the collector makes records of what it reads
 */
record LogExperiment(Function<Consumer<String>, Lines> lines) implements Experiment {
  static final String FIFO = "/tmp/log";
  private static final ProcessOptions USER = ProcessOptions.user(1000);

  @Override
  public void play(World world) {
    world.machine().files().makeFifo(FIFO, 0600, USER.userId());

    Scheduler scheduler = world.scheduler();
    Ledger ledger = new Ledger();
    Lines collected = lines.apply(ledger::onCollected);
    scheduler.add(new Collecting(world.start("collector", USER), collected));

    Choices plan = world.choices().fork("plan");
    int writers = 1 + plan.choose("writers", 3);
    for (int i = 1; i <= writers; i++) {
      String name = "w" + i;
      Choices own = world.choices().fork(name);
      scheduler.add(new Writing(world.start(name, USER), own, ledger));
    }

    scheduler.interruptOneIn(plan.choose("interrupted", 2) == 0 ? 0 : 4);
    scheduler.faults(faults(scheduler, world.choices().fork("faults")));
    scheduler.settle(10_000);
    ledger.atEnd();
  }

  /** Signals for everybody, death for writers. */
  private static CallFaults faults(Scheduler scheduler, Choices choices) {
    return (actor, call) -> {
      if (actor instanceof Writing && choices.happens("death", 100)) {
        scheduler.kill(actor);
      }
      boolean signal = choices.happens("signal", 10);
      return signal && (call == SystemCall.READ || call == SystemCall.WRITE) ? -Errno.EINTR : 0;
    };
  }
}
