package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.fifo.NativeBuffer;
import java.util.Arrays;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** ZeroMQ in Java. Its {@code ipc} is TCP over the loopback device. */
final class JeromqContext implements ZmqContext {
  private static final int MAX_SOCKETS = 1 << 14;

  private final ZContext context = new ZContext();

  JeromqContext() {
    context.getContext().setMaxSockets(MAX_SOCKETS);
    context.setLinger(0);
    context.setSndHWM(HIGH_WATER_MARK);
    context.setRcvHWM(HIGH_WATER_MARK);
  }

  @Override
  public ZmqSocket open(Kind kind) {
    ZMQ.Socket socket = context.createSocket(SocketType.type(kind.number));
    switch (kind) {
      case XPUB -> {
        socket.setXpubVerbose(true);
        socket.setXpubNoDrop(true);
      }
      case ROUTER -> socket.setRouterMandatory(true);
      default -> {}
    }
    return new Socket(socket);
  }

  @Override
  public ZmqPoller poller(ZmqSocket... sockets) {
    ZMQ.Poller poller = context.createPoller(sockets.length);
    Arrays.stream(sockets)
        .forEach(socket -> poller.register(((Socket) socket).socket, ZMQ.Poller.POLLIN));
    return poller::poll;
  }

  @Override
  public void close() {
    context.close();
  }

  private record Socket(ZMQ.Socket socket) implements ZmqSocket {
    @Override
    public void bind(String endpoint) {
      socket.bind(endpoint);
    }

    @Override
    public void connect(String endpoint) {
      socket.connect(endpoint);
    }

    @Override
    public void subscribe(String topic) {
      socket.subscribe(topic);
    }

    @Override
    public void send(NativeBuffer octets, int length, boolean more) {
      byte[] message = new byte[length];
      octets.bytes().get(0, message);
      socket.send(message, more ? ZMQ.SNDMORE : 0);
    }

    @Override
    public int receive(NativeBuffer into) {
      byte[] message = socket.recv(ZMQ.DONTWAIT);
      if (message == null) {
        return -1;
      }
      into.bytes().put(0, message);
      return message.length;
    }
  }
}
