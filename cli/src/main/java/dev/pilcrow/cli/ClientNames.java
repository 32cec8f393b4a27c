package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.Names;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The names that a client asks for, one after the other, until one is free. */
final class ClientNames implements Iterator<String> {
  /** So many names are tried where nobody chose one. */
  static final int MAX_TRIED = 99;

  /** The user's part of a name is cut to this, so that two numbers fit behind it. */
  private static final int MAX_USER = 48;

  private static final String NO_USER = "user";

  private final String base;
  private final int last;
  private int tried;

  private ClientNames(String base, int last) {
    this.base = base;
    this.last = last;
  }

  /** The name that somebody chose, and no other; else the user's, then with a number behind it. */
  static ClientNames forConversation(@Nullable String chosen) {
    return chosen != null ? new ClientNames(chosen, 1) : new ClientNames(user(), MAX_TRIED);
  }

  /**
   * As {@link #forConversation}, but the user's own name stays free: the process's number follows.
   */
  static ClientNames forOneShot(@Nullable String chosen) {
    return chosen != null
        ? new ClientNames(chosen, 1)
        : new ClientNames(user() + "-" + processId(), MAX_TRIED);
  }

  /** A name made of what the system calls a user. */
  static String ofUser(String user) {
    if (user.isEmpty() || user.equals("?")) {
      return NO_USER;
    }
    byte[] octets = user.getBytes(UTF_8);
    String name = Names.sanitize(ByteBuffer.wrap(octets), 0, octets.length);
    return Names.isReserved(name)
        ? name + "-" + NO_USER
        : name.substring(0, Math.min(MAX_USER, name.length()));
  }

  @Override
  public boolean hasNext() {
    return tried < last;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    tried++;
    return tried == 1 ? base : base + "-" + tried;
  }

  /** Asks /proc first, where there is one: ProcessHandle starts a pool of threads. */
  private static String processId() {
    try {
      String self = new File("/proc/self").getCanonicalFile().getName();
      if (Character.isDigit(self.charAt(0))) {
        return self;
      }
    } catch (IOException e) {
      // no /proc: asked otherwise
    }
    return Long.toString(ProcessHandle.current().pid());
  }

  private static String user() {
    return ofUser(System.getProperty("user.name", ""));
  }
}
