package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;
import java.util.function.Consumer;

/**
 * All that looks at the calls of a run of Pilcrow's, as one watch; called by lines of their own as
 * in {@link dev.pilcrow.simulator.oracle.HubOracles}.
 */
final class HubWatch implements CallWatch {
  private final Postman postman;
  private final LinkOracle links;
  private final BusyLoopOracle busyLoops = new BusyLoopOracle();
  private final DescriptorOracle descriptors = new DescriptorOracle();
  private final Consumer<Actor> gone;

  /**
   * @param gone is told of all whose processes are gone
   */
  HubWatch(Postman postman, LinkOracle links, Consumer<Actor> gone) {
    this.postman = postman;
    this.links = links;
    this.gone = gone;
  }

  @Override
  public void beforeStep(Actor actor) {
    postman.beforeStep(actor);
    busyLoops.beforeStep(actor);
  }

  @Override
  public void afterStep(Actor actor) {
    busyLoops.afterStep(actor);
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    postman.onCall(actor, call, result);
    busyLoops.onCall(actor, call, result);
    descriptors.onCall(actor, call, result);
    links.onCall(actor, call, result);
  }

  @Override
  public void onExit(Actor actor) {
    postman.onExit(actor);
    gone.accept(actor);
  }
}
