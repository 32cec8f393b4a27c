package dev.pilcrow.simulator.example;

import java.util.function.Consumer;

/** Makes records of what was read. */
interface Lines extends Consumer<String> {
  /** Takes it for granted that a read ends where a record ends. */
  static Lines hasty(Consumer<String> records) {
    return read -> read.lines().forEach(records);
  }

  /** Keeps what has no end yet, until its end is read. */
  static Lines patient(Consumer<String> records) {
    StringBuilder kept = new StringBuilder();
    return read -> {
      kept.append(read);
      int end = kept.lastIndexOf("\n") + 1;
      kept.substring(0, end).lines().forEach(records);
      kept.delete(0, end);
    };
  }
}
