package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;
import java.util.Arrays;

/** Several that watch, in the order in which they came. */
final class Watches implements CallWatch {
  private CallWatch[] all = {};
  private CallWatch[] beforeStep = {};
  private CallWatch[] afterStep = {};
  private CallWatch[] onCall = {};

  void add(CallWatch watch) {
    all = Arrays.copyOf(all, all.length + 1);
    all[all.length - 1] = watch;
    beforeStep = Overrides.of(all, CallWatch.class, "beforeStep");
    afterStep = Overrides.of(all, CallWatch.class, "afterStep");
    onCall = Overrides.of(all, CallWatch.class, "onCall");
  }

  @Override
  public void beforeStep(Actor actor) {
    for (CallWatch watch : beforeStep) {
      watch.beforeStep(actor);
    }
  }

  @Override
  public void afterStep(Actor actor) {
    for (CallWatch watch : afterStep) {
      watch.afterStep(actor);
    }
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    for (CallWatch watch : onCall) {
      watch.onCall(actor, call, result);
    }
  }

  @Override
  public void onExit(Actor actor) {
    for (CallWatch watch : all) {
      watch.onExit(actor);
    }
  }
}
