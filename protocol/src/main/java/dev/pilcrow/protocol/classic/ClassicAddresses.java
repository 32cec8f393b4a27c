package dev.pilcrow.protocol.classic;

import java.nio.ByteBuffer;

/** What a {@link ClassicDecoder} has to know of the hub to tell where a frame begins. */
public interface ClassicAddresses {

  /**
   * Whether the slice {@code [from, to)} is the path of a classic client that is registered now, or
   * earlier in this burst.
   */
  boolean isPath(ByteBuffer in, int from, int to);

  /** Whether the slice {@code [from, to)} is a token that is valid now. */
  boolean isToken(ByteBuffer in, int from, int to);
}
