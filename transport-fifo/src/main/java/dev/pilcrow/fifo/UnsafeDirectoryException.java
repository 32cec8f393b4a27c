package dev.pilcrow.fifo;

import java.io.IOException;

/**
 * A directory is refused because somebody else could put files into it; the message says why, and
 * what to do.
 */
public final class UnsafeDirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param advice what to do, for a person
   */
  UnsafeDirectoryException(String path, String why, String advice) {
    super(path + ": " + why + ": " + advice);
  }
}
