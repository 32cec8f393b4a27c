package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenOutcome;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.OpenFailure;
import dev.pilcrow.protocol.hub.Session;
import dev.pilcrow.protocol.hub.SessionState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Opens the FIFOs of registrations for writing, with every check of docs/protocol.md, and tells the
 * hub how it went.
 */
final class Opener {
  private static final HexFormat HEX = HexFormat.of();

  private final Kernel kernel;
  private final EventLoop loop;
  private final PrivateDirectory directory;
  private final ClientChannels channels;
  private final HubListener listener;
  private final ArrayDeque<Request> requests = new ArrayDeque<>();
  private String failure = "";

  private record Request(Session session, @Nullable Session holder) {}

  Opener(
      Kernel kernel,
      EventLoop loop,
      PrivateDirectory directory,
      ClientChannels channels,
      HubListener listener) {
    this.kernel = kernel;
    this.loop = loop;
    this.directory = directory;
    this.channels = channels;
    this.listener = listener;
  }

  void request(Session session, @Nullable Session holder) {
    requests.add(new Request(session, holder));
  }

  boolean isIdle() {
    return requests.isEmpty();
  }

  /** Opens the FIFO of the oldest request that still matters, if there is one. */
  void openNext(Hub hub, long nowNanos) {
    Request request = requests.poll();
    if (request == null || request.session.state() == SessionState.CLOSED) {
      return;
    }
    OpenFailure why = open(request);
    if (why == null) {
      hub.onOpened(nowNanos, request.session, token());
    } else {
      hub.onOpenFailed(nowNanos, request.session, why);
    }
  }

  /**
   * For the log: the session's registration has come to nothing, for the reason of the last open.
   */
  void reportFailure(Session session) {
    listener.onOpenFailed(session, failure);
  }

  private @Nullable OpenFailure open(Request request) {
    Session session = request.session;
    byte[] path = session.path();
    OpenResult result =
        path == null
            ? Fifo.openForWriting(kernel, directory.descriptor(), session.name())
            : Fifo.openForWritingWhateverMode(
                kernel, Kernel.AT_FDCWD, new String(path, StandardCharsets.UTF_8));
    if (!result.isOpen()) {
      failure = result.text();
      return failureOf(result.outcome());
    }
    ClientChannel held = request.holder == null ? null : channels.of(request.holder);
    if (held != null && held.identity.equals(result.identity())) {
      kernel.close(result.descriptor());
      failure = "it is registered already";
      return OpenFailure.HELD;
    }
    return watch(session, result);
  }

  private @Nullable OpenFailure watch(Session session, OpenResult opened) {
    ClientChannel channel =
        new ClientChannel(
            channels, session, opened.descriptor(), opened.identity(), channels.newQueue());
    try {
      channel.registeredAs(loop.register(opened.descriptor(), 0, channel));
    } catch (SystemCallException e) {
      kernel.close(opened.descriptor());
      failure = e.toString();
      return OpenFailure.SYSTEM;
    }
    channels.add(channel);
    return null;
  }

  private byte[] token() {
    return HEX.toHexDigits(kernel.randomLong()).getBytes(StandardCharsets.US_ASCII);
  }

  static OpenFailure failureOf(OpenOutcome outcome) {
    return switch (outcome) {
      case NO_READER -> OpenFailure.NO_READER;
      case MISSING -> OpenFailure.MISSING;
      case NOT_A_FIFO -> OpenFailure.NOT_A_FIFO;
      case NOT_OURS -> OpenFailure.NOT_OURS;
      case WRONG_MODE -> OpenFailure.WRONG_MODE;
      case LINKED -> OpenFailure.LINKED;
      case REPLACED -> OpenFailure.REPLACED;
      case SYSTEM, IN_USE, OPENED -> OpenFailure.SYSTEM;
    };
  }
}
