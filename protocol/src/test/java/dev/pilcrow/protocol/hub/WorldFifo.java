package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's FIFO. Its pipe holds a few frames; a reader that is awake takes them at once. */
final class WorldFifo {
  private static final int PIPE_FRAMES = 2;
  private static final String WELCOME = "hub¶welcome ";

  final @Nullable OpenFailure fault;
  boolean hasReader;
  private boolean asleep;
  private final List<String> pipe = new ArrayList<>();
  private final List<String> read = new ArrayList<>();

  /** With a fault it can never be opened. */
  WorldFifo(@Nullable OpenFailure fault, boolean hasReader) {
    this.fault = fault;
    this.hasReader = hasReader;
  }

  boolean hasRoom() {
    return pipe.size() < PIPE_FRAMES;
  }

  void write(String frame) {
    pipe.add(frame);
    read();
  }

  void sleep(boolean sleeps) {
    asleep = sleeps;
    read();
  }

  /** The token of the welcome that the client has read. */
  @Nullable String token() {
    return read.stream()
        .filter(frame -> frame.startsWith(WELCOME))
        .map(frame -> frame.substring(WELCOME.length(), WELCOME.length() + Wire.TOKEN_LENGTH))
        .findFirst()
        .orElse(null);
  }

  private void read() {
    if (hasReader && !asleep) {
      read.addAll(pipe);
      pipe.clear();
    }
  }
}
