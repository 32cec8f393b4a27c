package dev.pilcrow.simulator.run;

import java.util.ArrayList;
import java.util.List;

/** Actors in a changing order, any of which is added, taken by its place and removed at once. */
final class ActorSet {
  private final List<Actor> actors = new ArrayList<>();

  int size() {
    return actors.size();
  }

  Actor get(int index) {
    return actors.get(index);
  }

  void add(Actor actor) {
    if (actor.awakeIndex < 0) {
      actor.awakeIndex = actors.size();
      actors.add(actor);
    }
  }

  /** Lets an actor that is in the set change places with the last one. */
  void moveToEnd(Actor actor) {
    int index = actor.awakeIndex;
    if (index >= 0) {
      Actor last = actors.get(actors.size() - 1);
      actors.set(index, last);
      last.awakeIndex = index;
      actors.set(actors.size() - 1, actor);
      actor.awakeIndex = actors.size() - 1;
    }
  }

  void remove(Actor actor) {
    int index = actor.awakeIndex;
    if (index >= 0) {
      Actor last = actors.remove(actors.size() - 1);
      if (last != actor) {
        actors.set(index, last);
        last.awakeIndex = index;
      }
      actor.awakeIndex = -1;
    }
  }
}
