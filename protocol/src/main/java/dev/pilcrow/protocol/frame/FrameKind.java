package dev.pilcrow.protocol.frame;

/** The three kinds of frame, the same in both directions. */
public enum FrameKind {
  /** {@code ¶name}: upwards a client that wants in, downwards one that has come. */
  REGISTRATION,
  /** {@code address¶payload}: something said. */
  DATA,
  /** {@code origin¶}: upwards a goodbye, downwards one that has gone. */
  DISCONNECT
}
