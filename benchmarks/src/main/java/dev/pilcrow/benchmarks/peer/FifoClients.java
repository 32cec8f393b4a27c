package dev.pilcrow.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.ReadySink;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Clients that speak our protocol over FIFOs, to our hub or to the floor: no more of it than a load
 * driver needs, so that it is the hub that is measured.
 */
final class FifoClients implements Clients {
  /** All that a pipe of a generous size holds. */
  private static final int READ_OCTETS = 1 << 18;

  private static final int NAME_LENGTH = 3;
  private static final int NAME_RADIX = 36;
  private static final int WELCOME_MILLIS = 10_000;
  private static final String WELCOME = "hub¶welcome ";

  private final Kernel kernel = new NativeKernel();
  private final PrivateDirectory directory;
  private final Poller poller;
  private final NativeBuffer in = NativeBuffer.allocate(READ_OCTETS);
  private final ByteBuffer view = in.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  private final Reader reader = new Reader();
  private final int inbox;
  private final int[] fifos;
  private final String[] tokens;

  private FifoClients(Path path, int count) throws IOException {
    this.directory = PrivateDirectory.open(kernel, path.toString());
    this.poller = new EpollPoller(kernel);
    this.inbox = FifoSpeaker.openInbox(kernel, directory);
    this.fifos = new int[count];
    this.tokens = new String[count];
  }

  /** Registers clients one after the other. What is open when it fails ends with the process. */
  static FifoClients connect(Path directory, int count) throws IOException {
    FifoClients clients = new FifoClients(directory, count);
    for (int i = 0; i < count; i++) {
      clients.register(i);
    }
    return clients;
  }

  @Override
  public int arrivingPrefixLength() {
    return NAME_LENGTH + Wire.PILCROW_LENGTH;
  }

  /** The token of client 0, who then speaks from another process and receives in this one. */
  @Override
  public String ticket() {
    return tokens[0];
  }

  @Override
  public Speaker speaker(int client) {
    return new FifoSpeaker(kernel, inbox, tokens[client]);
  }

  @Override
  public void poll(int timeoutMillis, Arrivals arrivals) throws IOException {
    reader.arrivals = arrivals;
    FifoSpeaker.check(poller.poll(timeoutMillis * 1_000_000L, reader), "epoll_wait", "clients");
    if (reader.failure != null) {
      throw reader.failure;
    }
  }

  @Override
  public void close() {
    poller.close();
    kernel.close(inbox);
    for (int i = 0; i < fifos.length; i++) {
      kernel.close(fifos[i]);
      kernel.unlinkAt(directory.descriptor(), name(i));
    }
    directory.close();
  }

  private static String name(int client) {
    String digits = Integer.toString(client, NAME_RADIX).toUpperCase(Locale.ROOT);
    return "0".repeat(NAME_LENGTH - digits.length()) + digits;
  }

  private void register(int client) throws IOException {
    String name = name(client);
    OpenResult fifo = Fifo.makeForReading(kernel, directory.descriptor(), name);
    if (!fifo.isOpen()) {
      throw new IOException(directory.pathOf(name) + " " + fifo.text());
    }
    fifos[client] = fifo.descriptor();
    byte[] frame = ("\n¶" + name + "\n").getBytes(UTF_8);
    in.bytes().put(0, frame);
    FifoSpeaker.check(kernel.write(inbox, in, 0, frame.length), "write", "inbox");
    tokens[client] = readToken(client);
    FifoSpeaker.check(poller.add(fifo.descriptor(), Poller.READ, client), "epoll", name);
  }

  /** The welcome alone: the FIFO's next octet is the first of what is measured. */
  private String readToken(int client) throws IOException {
    long deadline = kernel.nanoTime() + WELCOME_MILLIS * 1_000_000L;
    int length = 0;
    while (length == 0 || in.bytes().get(length - 1) != Wire.LF) {
      int result = kernel.read(fifos[client], in, length, 1);
      if (result > 0) {
        length++;
      } else if (result < 0 && result != -Errno.EAGAIN) {
        throw new SystemCallException("read", name(client), -result);
      } else if (kernel.nanoTime() > deadline) {
        throw new IOException("no welcome for client " + client);
      } else {
        Thread.onSpinWait();
      }
    }
    byte[] octets = new byte[length];
    in.bytes().get(0, octets);
    String line = new String(octets, UTF_8);
    if (!line.startsWith(WELCOME)) {
      throw new IOException("instead of a welcome came " + line.strip());
    }
    return line.substring(WELCOME.length(), WELCOME.length() + Wire.TOKEN_LENGTH);
  }

  /** Reads once from each FIFO that is ready; a failure waits until the poller has returned. */
  private final class Reader implements ReadySink {
    private Arrivals arrivals = (client, octets, from, to) -> {};
    private @Nullable IOException failure;

    @Override
    public void onReady(long key, int ready) {
      int client = (int) key;
      int length = kernel.read(fifos[client], in, 0, in.capacity());
      try {
        if (length == 0) {
          throw new IOException("the hub has closed the FIFO of client " + client);
        }
        if (length > 0) {
          arrivals.onOctets(client, view, 0, length);
        } else if (length != -Errno.EAGAIN && length != -Errno.EINTR) {
          throw new SystemCallException("read", name(client), -length);
        }
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
