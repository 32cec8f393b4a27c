package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;
import java.util.List;

/** Several that watch. */
record Watches(List<CallWatch> all) implements CallWatch {
  @Override
  public void beforeStep(Actor actor) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).beforeStep(actor);
    }
  }

  @Override
  public void afterStep(Actor actor) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).afterStep(actor);
    }
  }

  @Override
  public void beforeCall(Actor actor, SystemCall call) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).beforeCall(actor, call);
    }
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).onCall(actor, call, result);
    }
  }

  @Override
  public void onExit(Actor actor) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).onExit(actor);
    }
  }
}
