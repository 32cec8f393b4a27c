package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;

/**
 * Takes what a {@link FrameDecoder} finds, in the order of the wire.
 *
 * <p>Frame and buffer are borrowed: they are valid until the call returns, and must not be written.
 * A handler may throw, but the decoder then cannot say how far it came.
 */
public interface FrameHandler {

  /** A registration with a valid name. */
  void onRegistration(IncomingFrame frame);

  /** A data frame; its payload holds at least one octet. */
  void onData(IncomingFrame frame);

  /** A disconnect frame, which is a bare origin. */
  void onDisconnect(IncomingFrame frame);

  /**
   * Octets that are no frame; decoding goes on behind them.
   *
   * @param in the buffer that is being decoded
   * @param offset index of the first offending octet
   * @param length how many there are as far as known, without LF: from 0 (the torn rest of a frame
   *     that was reported as too long) to {@link Wire#MAX_FRAME}, which may be only the beginning
   */
  void onViolation(Violation violation, ByteBuffer in, int offset, int length);
}
