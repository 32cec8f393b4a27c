package dev.pilcrow.simulator.example;

import dev.pilcrow.simulator.oracle.PromiseBroken;
import java.util.ArrayDeque;
import java.util.Queue;

/** The promise: every record that was written is collected, whole, once, in order. */
final class Ledger {
  static final class WrongRecord extends PromiseBroken {
    private static final long serialVersionUID = 1;

    WrongRecord(String message) {
      super(message);
    }
  }

  private final Queue<String> due = new ArrayDeque<>();

  void onWritten(String record) {
    due.add(record);
  }

  void onCollected(String record) {
    String expected = due.poll();
    if (!record.equals(expected)) {
      throw new WrongRecord("collected " + record + ", and due was " + expected);
    }
  }

  void atEnd() {
    if (!due.isEmpty()) {
      throw new WrongRecord("never collected: " + due.peek());
    }
  }
}
