package dev.pilcrow.protocol.classic;

import dev.pilcrow.protocol.frame.FrameHandler;
import java.nio.ByteBuffer;

/**
 * Receives what {@link ClassicDecoder} finds: native frames as ever, and the three classic ones.
 * All slices are borrowed until the call returns.
 */
public interface ClassicHandler extends FrameHandler {

  /** {@code ¶/abs/path}: a client asks to be registered under its FIFO's path. */
  void onClassicRegistration(ByteBuffer in, int pathOffset, int pathLength);

  /** {@code /abs/path¶text}, text of 1 octet or more. The path is a registered one. */
  void onClassicText(ByteBuffer in, int pathOffset, int pathLength, int textOffset, int textLength);

  /** {@code /abs/path¶} and nothing after it: goodbye. The path is a registered one. */
  void onClassicGoodbye(ByteBuffer in, int pathOffset, int pathLength);
}
