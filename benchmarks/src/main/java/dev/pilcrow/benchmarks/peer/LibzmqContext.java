package dev.pilcrow.benchmarks.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.NativeBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/** ZeroMQ in C, where it is installed (Debian calls the package libzmq5). */
final class LibzmqContext implements ZmqContext {
  private static final int MAX_SOCKETS = 1 << 14;
  private static final int[] ON = {1};
  private static final int[] NO_LINGER = {0};
  private static final int[] HIGH_WATER_MARKS = {HIGH_WATER_MARK};

  /** {@code zmq_pollitem_t}: socket, descriptor, events, events that have come. */
  private static final int POLL_ITEM_OCTETS = 16;

  private static final int POLL_ITEM_EVENTS = 12;

  private static final @Nullable Libzmq LIBRARY = load();

  private final Libzmq zmq = library();
  private final Pointer context = zmq.zmq_ctx_new();
  private final List<Pointer> sockets = new ArrayList<>();

  LibzmqContext() {
    zmq.zmq_ctx_set(context, Libzmq.ZMQ_MAX_SOCKETS, MAX_SOCKETS);
  }

  /** Why it cannot be used; null if it can. */
  static @Nullable String missing() {
    return LIBRARY == null ? "not installed" : null;
  }

  @Override
  public ZmqSocket open(Kind kind) throws IOException {
    Pointer socket = zmq.zmq_socket(context, kind.number);
    if (socket == null) {
      throw failure("zmq_socket");
    }
    sockets.add(socket);
    set(socket, Libzmq.ZMQ_LINGER, NO_LINGER);
    set(socket, Libzmq.ZMQ_SNDHWM, HIGH_WATER_MARKS);
    set(socket, Libzmq.ZMQ_RCVHWM, HIGH_WATER_MARKS);
    switch (kind) {
      case XPUB -> {
        set(socket, Libzmq.ZMQ_XPUB_VERBOSE, ON);
        set(socket, Libzmq.ZMQ_XPUB_NODROP, ON);
      }
      case ROUTER -> set(socket, Libzmq.ZMQ_ROUTER_MANDATORY, ON);
      default -> {}
    }
    return new Socket(socket);
  }

  @Override
  public ZmqPoller poller(ZmqSocket... sockets) {
    Pointer items =
        Memory.allocateDirect(Runtime.getRuntime(zmq), sockets.length * POLL_ITEM_OCTETS, true);
    for (int i = 0; i < sockets.length; i++) {
      items.putPointer((long) i * POLL_ITEM_OCTETS, ((Socket) sockets[i]).socket);
      items.putShort((long) i * POLL_ITEM_OCTETS + POLL_ITEM_EVENTS, (short) Libzmq.ZMQ_POLLIN);
    }
    return timeoutMillis -> {
      if (zmq.zmq_poll(items, sockets.length, timeoutMillis) < 0
          && zmq.zmq_errno() != Errno.EINTR) {
        throw failure("zmq_poll");
      }
    };
  }

  @Override
  public void close() {
    sockets.forEach(zmq::zmq_close);
    zmq.zmq_ctx_term(context);
  }

  private void set(Pointer socket, int option, int[] value) throws IOException {
    if (zmq.zmq_setsockopt(socket, option, value, Integer.BYTES) < 0) {
      throw failure("zmq_setsockopt");
    }
  }

  private IOException failure(String call) {
    return new IOException(call + ": " + zmq.zmq_strerror(zmq.zmq_errno()));
  }

  private static Libzmq library() {
    if (LIBRARY == null) {
      throw new IllegalStateException("libzmq is not installed");
    }
    return LIBRARY;
  }

  private static @Nullable Libzmq load() {
    try {
      return LibraryLoader.create(Libzmq.class).failImmediately().load("zmq");
    } catch (UnsatisfiedLinkError e) {
      return null;
    }
  }

  private final class Socket implements ZmqSocket {
    private final Pointer socket;

    Socket(Pointer socket) {
      this.socket = socket;
    }

    @Override
    public void bind(String endpoint) throws IOException {
      if (zmq.zmq_bind(socket, endpoint) < 0) {
        throw failure("zmq_bind");
      }
    }

    @Override
    public void connect(String endpoint) throws IOException {
      if (zmq.zmq_connect(socket, endpoint) < 0) {
        throw failure("zmq_connect");
      }
    }

    @Override
    public void subscribe(String topic) throws IOException {
      if (zmq.zmq_setsockopt(socket, Libzmq.ZMQ_SUBSCRIBE, topic.getBytes(US_ASCII), topic.length())
          < 0) {
        throw failure("zmq_setsockopt");
      }
    }

    @Override
    public void send(NativeBuffer octets, int length, boolean more) throws IOException {
      int flags = more ? Libzmq.ZMQ_SNDMORE : 0;
      while (zmq.zmq_send(socket, octets.address(), length, flags) < 0) {
        if (zmq.zmq_errno() != Errno.EINTR) {
          throw failure("zmq_send");
        }
      }
    }

    @Override
    public int receive(NativeBuffer into) throws IOException {
      int length = zmq.zmq_recv(socket, into.address(), into.capacity(), Libzmq.ZMQ_DONTWAIT);
      if (length < 0 && zmq.zmq_errno() != Errno.EAGAIN && zmq.zmq_errno() != Errno.EINTR) {
        throw failure("zmq_recv");
      }
      return length;
    }
  }
}
