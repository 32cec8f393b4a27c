package dev.pilcrow.protocol.classic;

import java.nio.ByteBuffer;

/**
 * What a {@link ClassicDecoder} has to know of the hub to tell where a frame begins. Whoever has
 * died since the inbox was last read is known still: what she wrote before would else be taken for
 * the text of the client who wrote before her.
 */
public interface ClassicAddresses {

  /**
   * Whether the slice {@code [from, to)} is the path of a classic client that is registered, or was
   * so since the inbox was last read dry.
   */
  boolean isPath(ByteBuffer in, int from, int to);

  /** Whether the slice {@code [from, to)} is a token that is valid, or was so since then. */
  boolean isToken(ByteBuffer in, int from, int to);
}
