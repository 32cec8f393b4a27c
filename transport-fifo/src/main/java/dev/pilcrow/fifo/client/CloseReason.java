package dev.pilcrow.fifo.client;

/** Why a client is connected no more, or never was. */
public enum CloseReason {
  /** It left, and the other side has answered: nothing that was owed to it is lost. */
  SAID_GOODBYE("said goodbye"),
  /** Its owner closed it without waiting for an answer. */
  CLOSED_HERE("closed here"),
  /** The hub has said {@code bye} because it ends. */
  HUB_SHUT_DOWN("the hub has shut down"),
  /** The hub ended, or let this client go, without a goodbye. */
  HUB_GONE("the hub has gone"),
  /** There is no hub to connect to. */
  NO_HUB("no hub"),
  /** Somebody else has the name: the hub says so, or a process reads the FIFO of that name. */
  NAME_TAKEN("name taken"),
  /** The hub answered the registration with another error. */
  REFUSED("refused"),
  /** The other side did not answer within the time that its limit allows. */
  TIMED_OUT("timed out"),
  /** The hub's welcome cannot be understood; it may be of another version. */
  NOT_UNDERSTOOD("not understood"),
  /** A system call failed here, the directory is not private, or the listener threw. */
  LOCAL_FAILURE("failed here");

  private final String text;

  CloseReason(String text) {
    this.text = text;
  }

  /** A few lower-case words for a person. */
  public String text() {
    return text;
  }
}
