package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventHandler;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.UnsafeDirectoryException;
import org.jspecify.annotations.Nullable;

/** What a classic client holds open: a private directory, its FIFO in it, and the server's FIFO. */
final class ClassicLink {
  private static final int MODE = 0700;
  private static final int MAKE_ATTEMPTS = 3;

  private final Kernel kernel;
  private final EventLoop loop;
  private final ClassicOptions options;
  private final EventHandler onFifo;
  private final EventHandler onServer;
  private @Nullable String directoryPath;
  private @Nullable PrivateDirectory directory;
  private @Nullable OpenResult own;
  private @Nullable Registration fifo;
  private @Nullable Registration server;

  ClassicLink(
      Kernel kernel,
      EventLoop loop,
      ClassicOptions options,
      EventHandler onFifo,
      EventHandler onServer) {
    this.kernel = kernel;
    this.loop = loop;
    this.options = options;
    this.onFifo = onFifo;
    this.onServer = onServer;
  }

  /**
   * Makes the directory and the FIFO, and opens it. Whatever is there when it fails is left to
   * {@link #release}.
   *
   * @return the FIFO's path
   */
  String makeFifo() throws SystemCallException, UnsafeDirectoryException {
    directoryPath = makeDirectory();
    PrivateDirectory made = PrivateDirectory.open(kernel, directoryPath);
    directory = made;
    String path = made.pathOf(options.name());
    OpenResult result = Fifo.makeForReading(kernel, made.descriptor(), options.name());
    own = result;
    if (!result.isOpen()) {
      throw new SystemCallException("open", path, result.errno());
    }
    fifo = loop.register(result.descriptor(), Poller.READ, onFifo);
    return path;
  }

  /**
   * Opens the server's FIFO for writing, if somebody reads it.
   *
   * @return how that ended; only {@link OpenResult#isOpen} leaves something open
   */
  OpenResult callServer() throws SystemCallException {
    OpenResult result =
        Fifo.openForWritingWhateverMode(kernel, Kernel.AT_FDCWD, options.serverFifo());
    if (result.isOpen()) {
      try {
        server = loop.register(result.descriptor(), 0, onServer);
      } catch (SystemCallException e) {
        kernel.close(result.descriptor());
        throw e;
      }
    }
    return result;
  }

  int fifoDescriptor() {
    return fifo == null ? -1 : fifo.descriptor();
  }

  int serverDescriptor() {
    return server == null ? -1 : server.descriptor();
  }

  boolean hasServer() {
    return server != null;
  }

  /** Says whether there is something to write to the server that it does not take at present. */
  void awaitServer(boolean awaited) throws SystemCallException {
    if (server != null) {
      server.interest(awaited ? Poller.WRITE : 0);
    }
  }

  /** Nothing more is written. */
  void closeServer() {
    if (server != null) {
      int descriptor = server.descriptor();
      server.cancel();
      server = null;
      kernel.close(descriptor);
    }
  }

  /** Closes everything, and removes the FIFO and its directory. */
  void release() {
    if (directory != null && own != null && own.isOpen()) {
      Fifo.unlinkIfStill(kernel, directory.descriptor(), options.name(), own.identity());
      if (fifo != null) {
        fifo.cancel();
        fifo = null;
      }
      kernel.close(own.descriptor());
      own = null;
    }
    closeServer();
    if (directory != null) {
      directory.close();
      directory = null;
    }
    if (directoryPath != null) {
      kernel.removeDirectory(directoryPath);
      directoryPath = null;
    }
  }

  private String makeDirectory() throws SystemCallException {
    String path = "";
    int result = -Errno.EEXIST;
    for (int i = 0; i < MAKE_ATTEMPTS && result == -Errno.EEXIST; i++) {
      path = String.format("%s/pilcrow-%016x", options.temporaryDirectory(), kernel.randomLong());
      result = kernel.makeDirectory(path, MODE);
    }
    if (result < 0) {
      throw new SystemCallException("mkdir", path, -result);
    }
    return path;
  }
}
