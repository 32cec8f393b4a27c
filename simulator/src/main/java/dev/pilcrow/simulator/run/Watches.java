package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;
import java.util.Arrays;

/** Several that watch, in the order in which they came. */
final class Watches implements CallWatch {
  private CallWatch[] all = {};

  void add(CallWatch watch) {
    all = Arrays.copyOf(all, all.length + 1);
    all[all.length - 1] = watch;
  }

  @Override
  public void beforeStep(Actor actor) {
    for (CallWatch watch : all) {
      watch.beforeStep(actor);
    }
  }

  @Override
  public void afterStep(Actor actor) {
    for (CallWatch watch : all) {
      watch.afterStep(actor);
    }
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    for (CallWatch watch : all) {
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
