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
  private static final char PILCROW = '¶';

  /** What stands behind the pilcrow of a goodbye. */
  private static final String GOODBYE = "\\n";

  /** How a frame begins that the hub says of itself. */
  private static final String FROM_HUB = "\"hub¶";

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
    tell(writer, HUB, octets, from, to);
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
    tell(HUB, box.owner(), octets, from, to);
  }

  private void tell(String writer, String reader, byte[] octets, int from, int to) {
    String text = Printed.frame(octets, from, to);
    story.said(writer, reader, text, kind(text));
  }

  /** Whatever else one says to the same, or hears of the same, is alike, if it is data. */
  private static String kind(String text) {
    int payload = text.indexOf(PILCROW) + 1;
    boolean isData =
        payload > 0 && !text.startsWith(GOODBYE, payload) && !text.startsWith(FROM_HUB);
    return isData ? text.substring(0, payload) : text;
  }
}
