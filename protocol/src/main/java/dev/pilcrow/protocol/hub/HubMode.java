package dev.pilcrow.protocol.hub;

/** Who receives a data frame that names no recipient. */
public enum HubMode {
  /** The sender herself, as in exercises 1 and 2 of the lab sheet. */
  ECHO("echo"),
  /** Everyone, the sender included, as in exercise 3. */
  CHAT("chat");

  private final String text;

  HubMode(String text) {
    this.text = text;
  }

  /** The word that stands in the welcome, {@code mode=echo} or {@code mode=chat}. */
  public String text() {
    return text;
  }
}
