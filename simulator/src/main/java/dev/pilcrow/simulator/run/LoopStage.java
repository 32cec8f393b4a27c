package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.oracle.LivenessOracle.Stuck;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.state.StateImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run of a small configuration, moved from outside one move at a time: a hub, which has begun and
 * waits, and a few line clients, each of which registers, says its lines and goes home. All oracles
 * watch. Nothing is left open but who moves when: no call takes any time, so that time passes only
 * when nobody has anything to do.
 */
public final class LoopStage {
  private static final int USER = 1000;

  /** Drawn faults strike at a half to one in 256 of all calls. */
  private static final int RAREST = 8;

  /** The hub needs no more to begin, or to end. */
  private static final long CALLS_TO_REST = 10_000;

  private static final String SCHEDULER = "scheduler";
  private static final Choices TAME = new TapedChoices(new Tapes());

  private final Scheduler scheduler;
  private final List<Oracle> oracles = new ArrayList<>();
  private final HubActor hub;
  private final List<Actor> clients = new ArrayList<>();

  /**
   * Who takes part.
   *
   * @param clients their names
   * @param frames how many lines each says, at least 1
   * @param between stands between the hub and its kernel; it must not keep anything that a {@link
   *     StateImage} would not find
   */
  public record Cast(
      List<String> clients, int frames, HubMode mode, UnaryOperator<Kernel> between) {
    public Cast {
      clients = List.copyOf(clients);
      if (frames < 1) {
        throw new IllegalArgumentException("a line client says at least one line");
      }
    }
  }

  /** Leaves all but who moves when as it is. */
  private record WhoMoves(Choices choices) implements Choices {
    @Override
    public int choose(String what, int bound) {
      return 0;
    }

    @Override
    public Choices fork(String component) {
      return component.equals(SCHEDULER) ? choices : TAME;
    }
  }

  /**
   * The beginning: the hub waits, and everybody has made a FIFO, and has yet to register.
   *
   * @param choices who moves when
   * @param more oracles beside the usual ones
   */
  public LoopStage(Cast cast, Choices choices, List<? extends Oracle> more) {
    World world = new World(new WhoMoves(choices));
    world.machine().files().makeDirectory("/run", 0755, USER);
    scheduler = world.scheduler();
    scheduler.callNanos(0);
    HubOptions options = HubOptions.of(RunPlan.DIRECTORY, HubConfig.of(cast.mode));
    Town town = new Town(new RunPlan(options, List.of(), 0, 0, 0, 1, 0, 0), scheduler);
    oracles.add(town.oracles(options));
    oracles.addAll(more);
    Postman postman = new Postman(oracles);
    world.watch(postman);
    world.watch(new DescriptorOracle());
    ProcessOptions user = ProcessOptions.user(USER);
    hub = new HubActor(world.start("hub", user), options, postman, cast.between);
    scheduler.add(hub);
    scheduler.settle(CALLS_TO_REST);
    for (String name : cast.clients) {
      LineClient client = new LineClient(world.start(name, user), name, town, TAME, cast.frames);
      clients.add(client);
      scheduler.add(client);
      while (!client.isPrepared()) {
        scheduler.step(client);
      }
    }
  }

  /** As {@link Scheduler#exhaustively}; clients may die, if anybody. */
  public Interleaving exhaustively(
      int preemptions, boolean crashes, @Nullable Consumer<String> told) {
    return scheduler.exhaustively(preemptions, actor -> crashes && actor != hub, told);
  }

  /**
   * From now on it is drawn who moves when, as in a {@link Simulation}, and who is killed in a
   * call.
   *
   * @param plan how finely steps are interleaved and how rarely faults strike is drawn from it
   * @param striking when they do
   */
  public void atRandom(Choices plan, Choices striking, boolean crashes) {
    scheduler.interruptOneIn(drawn(RunPlan.INTERRUPT_ONE_IN, "how fine", plan));
    List<Fault> faults = crashes ? List.of(Fault.CRASH) : List.of();
    int oneIn = 2 << plan.choose("how rarely faults strike", RAREST);
    scheduler.faults(new Faults(scheduler, faults, oneIn, striking));
  }

  private static int drawn(int[] from, String what, Choices choices) {
    return from[choices.choose(what, from.length)];
  }

  /**
   * One move.
   *
   * @return false if nobody has anything to do any more
   */
  public boolean advance() {
    return scheduler.advance(Long.MAX_VALUE - 1);
  }

  /** How many system calls have been made. */
  public long calls() {
    return scheduler.events();
  }

  /** All that what can still happen depends on, between two moves. */
  public void encode(StateImage image) {
    image.begin(scheduler.machine().nanoTime());
    for (Actor actor : scheduler.actors()) {
      image.add(actor.isOver() ? null : actor);
    }
  }

  /**
   * Everything has come to rest: looks whether it is as it should be, and lets the hub end.
   *
   * @throws dev.pilcrow.simulator.oracle.PromiseBroken if it is not
   */
  public void end() {
    for (Actor client : clients) {
      if (!client.isOver()) {
        throw new Stuck("nothing moves, and " + client + " has not come home");
      }
    }
    for (Oracle oracle : oracles) {
      oracle.atRest();
    }
    Leaks.check(hub, hub.descriptorsAtStart());
    hub.goHome();
    scheduler.wake(hub);
    scheduler.settle(CALLS_TO_REST);
    if (!hub.isOver()) {
      throw new Stuck("the hub was asked to stop and has not ended");
    }
    for (Oracle oracle : oracles) {
      oracle.atEnd();
    }
  }
}
