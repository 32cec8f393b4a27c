package dev.pilcrow.simulator.oracle;

/**
 * There is one total order, that in which the inbox has taken the frames, and each client reads a
 * part of it: later after earlier, and nothing twice.
 */
public final class OrderOracle implements Oracle {
  /** A client has read something after what was said later, or twice. */
  public static final class OutOfOrder extends PromiseBroken {
    private static final long serialVersionUID = 1;

    OutOfOrder(String message) {
      super(message);
    }
  }

  private final Sayings sayings;

  public OrderOracle(Sayings sayings) {
    this.sayings = sayings;
  }

  @Override
  public void onSaid(String writer, byte[] octets, int from, int to) {
    int start = from;
    for (int at = from; at < to; at++) {
      if (octets[at] == '\n') {
        said(octets, start, at);
        start = at + 1;
      }
    }
    said(octets, start, to); // a classic client's write has no LF at its end
  }

  private void said(byte[] octets, int from, int to) {
    int number = sayings.number(octets, from, to);
    if (number >= 0) {
      sayings.said(number);
    }
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    int number = sayings.number(octets, from, to);
    if (number < 0 || box.isSpent()) {
      return;
    }
    int order = sayings.order(number);
    if (order <= box.lastOrder) {
      throw new OutOfOrder(
          "%s has read %s, which the inbox took as number %d, after number %d"
              .formatted(box, Printed.frame(octets, from, to), order, box.lastOrder));
    }
    box.lastOrder = order;
  }
}
