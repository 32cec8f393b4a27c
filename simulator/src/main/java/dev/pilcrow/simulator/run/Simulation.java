package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.oracle.LivenessOracle;
import dev.pilcrow.simulator.oracle.Oracle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: a hub, its clients, those who wish it ill, and all oracles.
 *
 * <pre>
 *   storm   everybody does what they draw, faults strike        until maxEvents, or all is quiet
 *   calm    no more faults, intruders are killed (one that has
 *           said goodbye and does not read is the hub's to end)  until rest: then atRest
 *   home    clients say goodbye                                 until rest
 *   end     the hub is asked to stop                            until it has ended: then atEnd
 * </pre>
 *
 * Now and then the end comes before there was rest, and while clients are here.
 *
 * <p>The same choices give the same run, call by call.
 */
public final class Simulation {
  static final int USER = 1000;

  /** Longer than every time that anybody waits: then it is rest. */
  private static final long REST_NANOS = 60_000_000_000L;

  /** So many calls may be made on the way to rest, and so many more for each client. */
  private static final long EVENTS_TO_REST = 1_000_000;

  private static final long EVENTS_TO_REST_FOR_EACH = 10_000;

  /** What a client does makes about so many calls. */
  private static final int EVENTS_FOR_A_DEED = 8;

  private static final int LEAST_DEEDS = 20;

  /** In one run of so many the hub ends while clients are here, and are still owed something. */
  private static final int HUB_FIRST = 4;

  private static final int MAX_INTRUDER_DEEDS = 200;
  private static final int SMALL_PIPE_PAGES = 48;
  private static final int DESCRIPTORS = 1 << 20;

  private final RunOptions options;
  private final Choices choices;
  private final RunPlan plan;
  private final Scheduler scheduler;
  private final Town town;
  private final Postman postman;
  private final List<Oracle> oracles = new ArrayList<>();

  /** The public name that each client wants. */
  private final Map<Actor, String> names = new HashMap<>();

  private HubActor hub;
  private int hubs;
  private int newcomers;
  private boolean storming;

  Simulation(RunOptions options, World world, List<? extends Oracle> more) {
    this.options = options;
    this.choices = world.choices();
    this.plan = RunPlan.draw(options, choices.fork("plan"));
    world.plan(plan.toString());
    world.machine().files().makeDirectory("/run", 0755, USER);
    world.machine().files().makeDirectory(LabClient.DIRECTORY, 0755, USER);
    if (plan.faults().contains(Fault.SMALL_PIPES)) {
      world.machine().setPipePagesSoftLimit(SMALL_PIPE_PAGES);
    }
    this.scheduler = world.scheduler();
    scheduler.interruptOneIn(plan.interruptOneIn());
    scheduler.anybodyOneIn(plan.anybodyOneIn());
    this.town = new Town(plan, scheduler);
    oracles.add(town.oracles(plan.hub()));
    oracles.addAll(more);
    this.postman = new Postman(oracles);
    LinkOracle links = new LinkOracle(world.machine().files(), plan.hub().directory());
    world.watch(new HubWatch(postman, links, this::onGone));
    this.hub = startHub();
  }

  /** Makes a run. */
  public static RunResult run(RunOptions options, Choices choices) {
    return new HubExperiment(options).run(choices);
  }

  /**
   * Makes a run that more are shown.
   *
   * @param more oracles beside the usual ones
   * @param trace takes a line for each system call, if it is not null
   */
  public static RunResult run(
      RunOptions options,
      Choices choices,
      List<? extends Oracle> more,
      @Nullable Consumer<String> trace) {
    Experiment experiment = new HubExperiment(options, () -> more);
    return (trace == null ? experiment : experiment.traced(trace)).run(choices);
  }

  void run() {
    scheduler.advance(scheduler.machine().nanoTime());
    populate();
    storm();
    calm();
    if (choices.fork("end").choose("the hub ends first", HUB_FIRST) == HUB_FIRST - 1) {
      end();
      comeToRest();
      sendHome();
    } else {
      comeToRest();
      sendHome();
      end();
    }
    for (Oracle oracle : oracles) {
      oracle.atEnd();
    }
  }

  private void storm() {
    scheduler.faults(
        new Faults(
            scheduler,
            plan.faults().stream().filter(Fault::strikesCalls).toList(),
            plan.faultOneIn(),
            choices.fork("faults")));
    storming = true;
    while (scheduler.events() < plan.events() && scheduler.advance(Long.MAX_VALUE - 1)) {
      // until there is enough of it
    }
    storming = false;
    scheduler.faults(CallFaults.NONE);
  }

  private void calm() {
    for (Actor actor : scheduler.actors()) {
      if (actor instanceof Intruder intruder && !actor.isOver()) {
        boolean harmless =
            intruder.hasSaidGoodbye() && plan.hub().config().slowPolicy() != SlowPolicy.WAIT;
        if (!harmless) {
          scheduler.kill(actor);
        }
      } else {
        actor.calmDown();
        actor.pausedUntilNanos = 0;
        scheduler.wake(actor);
      }
    }
  }

  private void comeToRest() {
    rest("to come to rest");
    for (Oracle oracle : oracles) {
      oracle.atRest();
    }
  }

  private void sendHome() {
    for (Actor actor : scheduler.actors()) {
      if (actor instanceof Intruder && !actor.isOver()) {
        scheduler.kill(actor);
      } else if (actor != hub) {
        actor.goHome();
        scheduler.wake(actor);
      }
    }
    rest("to go home");
    for (Actor actor : scheduler.actors()) {
      if (actor != hub && !actor.isOver()) {
        throw new LivenessOracle.Stuck(actor + " has said goodbye and not come home");
      }
    }
    if (!hub.isOver()) {
      Leaks.check(hub, hub.descriptorsAtStart());
    }
  }

  private void end() {
    HubActor last = hub;
    last.goHome();
    scheduler.wake(last);
    rest("to end the hub");
    if (!last.isOver()) {
      throw new LivenessOracle.Stuck("the hub was asked to stop and has not ended");
    }
  }

  /** Goes on until nobody has anything to do for as long as anybody waits for anything. */
  private void rest(String what) {
    long events =
        scheduler.events() + EVENTS_TO_REST + EVENTS_TO_REST_FOR_EACH * scheduler.actors().size();
    while (scheduler.advance(scheduler.machine().nanoTime() + REST_NANOS)) {
      if (scheduler.events() > events) {
        throw new LivenessOracle.Stuck("it has taken too many calls " + what + ": " + scheduler);
      }
      if (hub.isOver() && !hub.isGoingHome()) {
        hub = startHub();
      }
    }
  }

  // ---- who takes part ----

  private void populate() {
    for (int i = 1; i <= options.clients(); i++) {
      town.names().add("c" + i);
    }
    for (int i = 1; i <= options.clients(); i++) {
      addClient("c" + i, "c" + i);
    }
    newcomers = plan.newcomers();
    for (Fault fault : plan.faults()) {
      if (fault.isIntruder()) {
        addIntruder(fault, fault.option());
      }
    }
  }

  private void addIntruder(Fault fault, String process) {
    Choices own = choices.fork(process);
    int deeds = own.choose("deeds", MAX_INTRUDER_DEEDS);
    if (deeds > 0) {
      scheduler.add(new Intruder(start(process), fault, town, own, deeds));
    }
  }

  /** Who has nothing to do stays at home: so a run that fails can be told without them. */
  private void addClient(String name, String process) {
    Choices own = choices.fork(process);
    int deeds = own.choose("deeds", maxDeeds());
    if (deeds > 0) {
      scheduler.add(client(name, start(process), deeds, own));
    }
  }

  /** A classic client is known by its process: nobody comes to take its name. */
  private Actor client(String name, SimulatedProcess process, int deeds, Choices own) {
    int classic = plan.hub().config().classic() ? own.choose("classic", 3) : 0;
    if (classic > 0) {
      return classic == 1
          ? new LabClient(process, town, own, deeds)
          : new ClassicActor(process, town, own, deeds);
    }
    boolean full = scheduler.actors().size() <= options.fullClients() && own.choose("full", 4) > 0;
    Actor client =
        full
            ? new ClientActor(
                process,
                ClientOptions.of(plan.hub().directory(), name),
                town,
                own,
                deeds,
                plan.faults().contains(Fault.SLOW))
            : new LineClient(process, name, town, own, deeds);
    names.put(client, name);
    return client;
  }

  /** So many that together they fill the run, about. */
  private int maxDeeds() {
    long each = plan.events() / EVENTS_FOR_A_DEED / options.clients();
    return (int) Math.max(LEAST_DEEDS, Math.min(Integer.MAX_VALUE, 2 * each));
  }

  private HubActor startHub() {
    HubActor started =
        new HubActor(start("hub" + (hubs == 0 ? "" : "-" + hubs)), plan.hub(), postman);
    hubs++;
    scheduler.add(started);
    return started;
  }

  private SimulatedProcess start(String name) {
    return scheduler
        .machine()
        .start(name, ProcessOptions.user(USER).withDescriptorLimit(DESCRIPTORS), scheduler);
  }

  /**
   * A hub that was killed is started again; where a client has gone another may come. At once,
   * since it may have died in the middle of somebody's step, and be followed there.
   */
  private void onGone(Actor actor) {
    if (!storming) {
      return;
    }
    if (actor == hub) {
      hub = startHub();
    } else if (newcomers > 0 && names.containsKey(actor)) {
      newcomers--;
      addClient(names.get(actor), "n" + newcomers);
    }
  }
}
