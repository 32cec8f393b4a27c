package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventHandler;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenOutcome;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.UnsafeDirectoryException;
import dev.pilcrow.protocol.frame.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What a client holds open: its directory, its own FIFO and the hub's inbox.
 *
 * <pre>
 *                 DIR/alice                              DIR/hub
 *   hub ---------> [ pipe ] ----> client ---------------> [ pipe ] ----> hub
 *                     ^              |
 *                     +--- guard ----+   while registering only
 * </pre>
 *
 * <p>The guard is a writing end of the client's own FIFO. Another client that wants the same name
 * opens this FIFO for a moment to find out whether anybody reads it; without the guard that would
 * look as if the hub had come and gone. It is closed with the welcome, for who holds one does not
 * see the hub's end.
 */
final class HubLink {
  private final Kernel kernel;
  private final EventLoop loop;
  private final String path;
  private final String name;
  private final EventHandler onFifo;
  private final EventHandler onInbox;

  private @Nullable PrivateDirectory directory;
  private OpenResult own = new OpenResult(OpenOutcome.MISSING, -1, OpenResult.NOTHING, 0);
  private @Nullable Registration fifo;
  private @Nullable Registration inbox;
  private int guard = -1;

  /**
   * @param onFifo called when the own FIFO is ready
   * @param onInbox called when the inbox is ready
   */
  HubLink(
      Kernel kernel,
      EventLoop loop,
      ClientOptions options,
      EventHandler onFifo,
      EventHandler onInbox) {
    this.kernel = kernel;
    this.loop = loop;
    this.path = options.directory();
    this.name = options.name();
    this.onFifo = onFifo;
    this.onInbox = onInbox;
  }

  /**
   * Makes the FIFO and opens everything. Whatever is open when it fails is left to {@link
   * #release}.
   *
   * @return null if all is open; else how the client ends
   * @throws LostRaceException if another process came in between: it is worth another try
   */
  @Nullable Ending open() throws SystemCallException, LostRaceException {
    try {
      directory = PrivateDirectory.open(kernel, path);
    } catch (UnsafeDirectoryException e) {
      return new Ending(CloseReason.LOCAL_FAILURE, message(e));
    } catch (SystemCallException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
      return noHub("there is no directory " + path);
    }
    Ending failure = openFifo(directory);
    return failure != null ? failure : openInbox(directory);
  }

  /** Whether the client's name is still the FIFO that it made. */
  boolean isFifoInPlace() {
    return directory != null
        && own.identity().equals(Fifo.identify(kernel, directory.descriptor(), name));
  }

  /** The own FIFO's descriptor; −1 if it is not open. */
  int fifoDescriptor() {
    return own.descriptor();
  }

  /** The inbox's descriptor; −1 if it is not open. */
  int inboxDescriptor() {
    return inbox == null ? -1 : inbox.descriptor();
  }

  /** Says whether the own FIFO is to be read. */
  void awaitFifo(boolean awaited) throws SystemCallException {
    if (fifo != null) {
      if (awaited) {
        fifo.interest(Poller.READ);
      } else {
        fifo.suspend();
      }
    }
  }

  /** Whether the inbox is open. */
  boolean hasInbox() {
    return inbox != null;
  }

  /** Says whether there is something to write to the inbox that it does not take at present. */
  void awaitInbox(boolean awaited) throws SystemCallException {
    if (inbox != null) {
      inbox.interest(awaited ? Poller.WRITE : 0);
    }
  }

  /** What was said to {@link #awaitInbox} last. */
  boolean isInboxAwaited() {
    return inbox != null && inbox.interest() != 0;
  }

  /** From now on the own FIFO ends when its last other writer goes. */
  void dropGuard() {
    if (guard >= 0) {
      kernel.close(guard);
      guard = -1;
    }
  }

  /** Nothing more is written. */
  void closeInbox() {
    if (inbox != null) {
      int descriptor = inbox.descriptor();
      inbox.cancel();
      inbox = null;
      kernel.close(descriptor);
    }
  }

  /**
   * Closes everything and removes the own FIFO. Removes it first: as long as it is open its inode's
   * number cannot become another file's.
   */
  void release() {
    if (own.isOpen()) {
      if (directory != null) {
        Fifo.unlinkIfStill(kernel, directory.descriptor(), name, own.identity());
      }
      if (fifo != null) {
        fifo.cancel();
        fifo = null;
      }
      kernel.close(own.descriptor());
      own = new OpenResult(OpenOutcome.MISSING, -1, OpenResult.NOTHING, 0);
    }
    dropGuard();
    closeInbox();
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }

  private @Nullable Ending openFifo(PrivateDirectory directory)
      throws SystemCallException, LostRaceException {
    own = Fifo.makeForReading(kernel, directory.descriptor(), name);
    Ending failure =
        switch (own.outcome()) {
          case OPENED -> null;
          case IN_USE ->
              new Ending(
                  CloseReason.NAME_TAKEN, name + " is in use in " + path + ": choose another name");
          case MISSING, REPLACED, NO_READER -> throw new LostRaceException();
          case SYSTEM -> throw failed(directory, name, own);
          default ->
              new Ending(
                  CloseReason.LOCAL_FAILURE,
                  directory.pathOf(name) + " " + own.text() + ": remove it or choose another name");
        };
    return failure != null ? failure : guardFifo(directory);
  }

  private @Nullable Ending guardFifo(PrivateDirectory directory)
      throws SystemCallException, LostRaceException {
    OpenResult writer = Fifo.openForWriting(kernel, directory.descriptor(), name);
    guard = writer.descriptor();
    if (writer.outcome() == OpenOutcome.SYSTEM) {
      throw failed(directory, name, writer);
    }
    if (!writer.isOpen() || !writer.identity().equals(own.identity())) {
      throw new LostRaceException();
    }
    fifo = loop.register(own.descriptor(), Poller.READ, onFifo);
    return null;
  }

  private @Nullable Ending openInbox(PrivateDirectory directory)
      throws SystemCallException, LostRaceException {
    OpenResult opened = Fifo.openForWriting(kernel, directory.descriptor(), Wire.HUB);
    String inboxPath = directory.pathOf(Wire.HUB);
    Ending failure =
        switch (opened.outcome()) {
          case OPENED -> null;
          case REPLACED -> throw new LostRaceException();
          case SYSTEM -> throw failed(directory, Wire.HUB, opened);
          case NO_READER -> noHub("nobody reads " + inboxPath);
          case MISSING -> noHub(inboxPath + " " + opened.text());
          default ->
              new Ending(
                  CloseReason.NO_HUB,
                  inboxPath + " " + opened.text() + ": move it away or choose another directory");
        };
    if (failure != null) {
      return failure;
    }
    try {
      inbox = loop.register(opened.descriptor(), 0, onInbox);
    } catch (SystemCallException e) {
      kernel.close(opened.descriptor());
      throw e;
    }
    return null;
  }

  private Ending noHub(String why) {
    return new Ending(
        CloseReason.NO_HUB, why + ": start a hub there with `pilcrow hub --dir " + path + "`");
  }

  private static SystemCallException failed(
      PrivateDirectory directory, String name, OpenResult result) {
    return new SystemCallException("open", directory.pathOf(name), result.errno());
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /** Another process has changed a name between two calls of ours. */
  static final class LostRaceException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
