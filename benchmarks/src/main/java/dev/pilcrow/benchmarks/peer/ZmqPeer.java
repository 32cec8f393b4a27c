package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * ZeroMQ over its {@code ipc} transport, as its guide would have it:
 *
 * <pre>
 *   chat:  PUSH ----> PULL hub XPUB ----> SUB, SUB, …
 *   echo:  DEALER <----> ROUTER hub
 * </pre>
 *
 * Each write is one message, with all its frames in it.
 */
final class ZmqPeer implements JavaPeer {

  /** A mailbox, a connection, a selector. */
  private static final int DESCRIPTORS_PER_SOCKET = 8;

  private final String id;
  private final String title;
  private final Supplier<@Nullable String> missing;
  private final Callable<ZmqContext> contexts;

  /**
   * @param missing why there is no such library on this machine; gives null if there is one
   */
  ZmqPeer(
      String id, String title, Supplier<@Nullable String> missing, Callable<ZmqContext> contexts) {
    this.id = id;
    this.title = title;
    this.missing = missing;
    this.contexts = contexts;
  }

  /** Where the hub receives; in echo mode it sends there too. */
  static String upwards(Path directory) {
    return "ipc://" + directory.resolve("up");
  }

  /** Where the hub sends in chat mode. */
  static String downwards(Path directory) {
    return "ipc://" + directory.resolve("down");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public @Nullable String unavailable(Work work) {
    String why = missing.get();
    if (why != null) {
      return why;
    }
    return DescriptorLimit.allows(DESCRIPTORS_PER_SOCKET * work.clients())
        ? null
        : DESCRIPTORS_PER_SOCKET
            + " descriptors a socket, RLIMIT_NOFILE is "
            + DescriptorLimit.limit();
  }

  @Override
  public PeerHub openHub(HubMode mode, Path directory) throws IOException {
    return ZmqHub.open(context(), mode, directory);
  }

  @Override
  public Clients connect(HubMode mode, Path directory, int count) throws IOException {
    return ZmqClients.connect(context(), mode, directory, count);
  }

  @Override
  public Speaker speak(Path directory, String ticket) throws IOException {
    ZmqContext context = context();
    ZmqSocket socket = context.open(ZmqContext.Kind.PUSH);
    socket.connect(upwards(directory));
    return new ZmqSpeaker(socket, context);
  }

  private ZmqContext context() throws IOException {
    try {
      return contexts.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
