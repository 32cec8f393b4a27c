package dev.pilcrow.fifo;

import java.io.IOException;

/** A directory is refused because somebody else could put files into it; the message says why. */
public final class UnsafeDirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsafeDirectoryException(String path, String why) {
    super(path + ": " + why);
  }
}
