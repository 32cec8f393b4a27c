package dev.pilcrow.simulator.explore;

import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.Story;
import org.jspecify.annotations.Nullable;

/** Takes steps, and tells a {@link Story} of them. */
final class StepTeller {
  private static final String HUB = "hub";

  private final World world;
  private final Story story;

  StepTeller(World world, Story story) {
    this.world = world;
    this.story = story;
  }

  /** Takes a step; returns the promise that it breaks, if it does. */
  @Nullable PromiseBroken take(int step) {
    int before = world.inbox.size;
    PromiseBroken broken = null;
    try {
      world.take(step);
    } catch (PromiseBroken e) {
      broken = e;
    }
    String text = Step.text(step);
    String who = text.substring(0, text.indexOf(' '));
    String deed = text.substring(who.length() + 1);
    if (world.inbox.size > before) {
      story.said(who, HUB, deed);
    } else {
      story.befell(who, deed);
    }
    for (int client = 0; client < world.clients.length; client++) {
      for (int serial = 1; serial <= world.clients[client].serials; serial++) {
        for (int i = 0; i < world.channels.actual.size(client, serial); i++) {
          int frame = world.channels.actual.get(client, serial, i);
          story.said(HUB, Lexicon.name(client), world.lexicon.text(frame));
        }
      }
    }
    return broken;
  }
}
