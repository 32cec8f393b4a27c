package dev.pilcrow.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.nio.file.Path;

/** Writes frames into a hub's inbox with one token. A full inbox makes it wait in write(2). */
final class FifoSpeaker implements Speaker {
  private final Kernel kernel;
  private final int inbox;
  private final byte[] prefix;

  FifoSpeaker(Kernel kernel, int inbox, String token) {
    this.kernel = kernel;
    this.inbox = inbox;
    this.prefix = (token + "¶").getBytes(UTF_8);
  }

  /** A speaker in a process of its own. */
  static FifoSpeaker open(Path path, String token) throws IOException {
    Kernel kernel = new NativeKernel();
    try (PrivateDirectory directory = PrivateDirectory.open(kernel, path.toString())) {
      return new FifoSpeaker(kernel, openInbox(kernel, directory), token);
    }
  }

  /** The inbox, blocking: it has a reader, so opening it does not wait. */
  static int openInbox(Kernel kernel, PrivateDirectory directory) throws SystemCallException {
    return check(
        kernel.openAt(directory.descriptor(), Wire.HUB, OpenFlags.O_WRONLY),
        "open",
        directory.pathOf(Wire.HUB));
  }

  @Override
  public byte[] prefix() {
    return prefix;
  }

  /** At most an atomic write, so that it is taken whole or not at all. */
  @Override
  public void send(NativeBuffer frames, int length) throws IOException {
    int result = kernel.write(inbox, frames, 0, length);
    while (result == -Errno.EINTR) {
      result = kernel.write(inbox, frames, 0, length);
    }
    check(result, "write", "inbox");
  }

  static int check(int result, String call, String subject) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, subject, -result);
    }
    return result;
  }

  @Override
  public void close() {
    kernel.close(inbox);
  }
}
