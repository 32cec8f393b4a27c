package dev.pilcrow.protocol.hub;

/** Which of the two line protocols a client speaks. */
public enum Dialect {
  /** The protocol of docs/protocol.md: names, tokens, LF-ended frames. */
  NATIVE,
  /** The lab sheet's: paths, no authentication, raw text downwards. */
  CLASSIC
}
