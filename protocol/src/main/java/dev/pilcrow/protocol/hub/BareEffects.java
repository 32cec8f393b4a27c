package dev.pilcrow.protocol.hub;

import java.nio.ByteBuffer;

/** What a {@link BareHub} asks of the world; the same rules as {@link HubEffects}. */
public interface BareEffects {

  /**
   * Try to open the client's FIFO for writing; answer with {@link BareHub#onOpened} or {@link
   * BareHub#onOpenFailed}.
   */
  void open(byte[] path);

  /**
   * Write these octets to the client, all of them and in order; borrowed until the call returns.
   */
  void echo(ByteBuffer octets, int from, int to);

  /** Say {@link BareHub#onDrained} when all that was echoed is in the client's pipe. */
  void finish();
}
