package dev.pilcrow.simulator.run;

import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.simulator.oracle.Mailbox;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.oracle.Printed;
import dev.pilcrow.simulator.trace.Story;

/** Writes down, frame by frame, what was said in a run, and who came and went. */
public final class StoryTeller implements Oracle {
  private static final String HUB = "hub";

  private final Story story;

  public StoryTeller() {
    this(new Story());
  }

  /**
   * @param story is added to
   */
  public StoryTeller(Story story) {
    this.story = story;
  }

  /** What has happened so far. */
  public Story story() {
    return story;
  }

  @Override
  public void onHubEnded() {
    story.befell(HUB, "ends");
  }

  @Override
  public void onSaid(String writer, byte[] octets, int from, int to) {
    story.said(writer, HUB, Printed.frame(octets, from, to));
  }

  @Override
  public void onJoined(Mailbox box) {
    story.befell(HUB, box.name() + " has joined");
  }

  @Override
  public void onRefused(Mailbox box, ErrorCode code) {
    story.befell(HUB, box.name() + " is refused: " + code.text());
  }

  @Override
  public void onLeft(Mailbox box, Departure why) {
    story.befell(HUB, box.name() + " has left: " + why.text());
  }

  @Override
  public void onDropped(Mailbox box, long frames) {
    story.befell(HUB, frames + " frames for " + box.name() + " are dropped");
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    story.said(HUB, box.owner(), Printed.frame(octets, from, to));
  }
}
