package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.SpinningPoller;
import dev.pilcrow.fifo.SystemCallException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HubClient} on a thread of its own, for callers who have no event loop.
 *
 * <p>Every method may be called by any thread. The listener is called on the client's own thread, a
 * daemon, and must not block it. On that thread nothing waits: there {@link #send} throws where it
 * would wait for room, and {@link #close} only begins to leave.
 *
 * <p>What is sent waits here, up to {@link ClientLimits#queueOctets}, and then in the queue of the
 * client itself, up to as much again.
 *
 * <p>What one thread sends arrives in the order in which it was sent. {@link #close} leaves in
 * order and waits for the end, so what was sent before it reaches the hub unless the hub ends
 * first; the listener's {@code onClosed} says which.
 */
public final class RunningHubClient implements AutoCloseable {
  private final Kernel kernel;
  private final EventLoop loop;
  private final ClientOptions options;
  private final ClientListener listener;
  private final Orders orders;
  private final Thread thread;

  private RunningHubClient(
      Kernel kernel,
      EventLoop loop,
      ClientOptions options,
      Function<RunningHubClient, ClientListener> listener) {
    this.kernel = kernel;
    this.loop = loop;
    this.options = options;
    this.orders = new Orders(options.limits().queueOctets(), loop);
    this.thread = new Thread(this::run, "pilcrow-client-" + options.name());
    thread.setDaemon(true);
    this.listener = listener.apply(this); // all else is there: it may ask and give orders
  }

  /**
   * Connects, and returns when the hub has said welcome and the listener has been told.
   *
   * @param listener makes the listener; what it is given can be used from the first call on, by
   *     listeners that answer
   * @throws ClientClosedException if there is no hub or it does not let the client in; the
   *     listener's {@code onClosed} has been called then
   * @throws IOException if there are no descriptors left for the client's loop
   */
  public static RunningHubClient start(
      ClientOptions options, Function<RunningHubClient, ClientListener> listener)
      throws IOException, InterruptedException {
    Kernel kernel = new NativeKernel();
    EventLoop loop = new EventLoop(poller(kernel, options.spinNanos()));
    RunningHubClient client;
    try {
      client = new RunningHubClient(kernel, loop, options, listener);
      client.thread.start();
    } catch (RuntimeException | Error e) { // no listener, or no more threads
      loop.close();
      throw e;
    }
    client.awaitWelcome();
    return client;
  }

  /**
   * The hub's directory when none is named: {@code $XDG_RUNTIME_DIR/pilcrow}, else {@code
   * /tmp/pilcrow-UID}.
   */
  public static String defaultDirectory() {
    return PrivateDirectory.defaultPath(new NativeKernel());
  }

  /** The client's name. */
  public String name() {
    return options.name();
  }

  /** What the hub said of itself. */
  public Welcome welcome() {
    Welcome welcome = orders.welcome();
    if (welcome == null) {
      throw new IllegalStateException("not connected yet");
    }
    return welcome;
  }

  /** Why the client is closed; null as long as it is not. */
  public @Nullable CloseReason closeReason() {
    Ending ending = orders.ending();
    return ending == null ? null : ending.reason();
  }

  /** Sends text to whom the hub's mode says: {@link #send(String, byte[])} without a recipient. */
  public void send(String text) throws ClientClosedException, InterruptedException {
    send(null, text.getBytes(UTF_8));
  }

  /**
   * Sends a message, and waits if the queue is full.
   *
   * @param recipient as {@link HubClient#send(String, byte[])} has it
   * @param message not to be changed by the caller afterwards
   * @throws ClientClosedException if the client is closed, or gets closed meanwhile
   * @throws IllegalArgumentException if the recipient is none, or the message is longer than the
   *     queue
   * @throws IllegalStateException after {@link #leave}; or if the client's own thread would have to
   *     wait
   */
  public void send(@Nullable String recipient, byte[] message)
      throws ClientClosedException, InterruptedException {
    put(message(recipient, message));
  }

  /**
   * Sends a message if there is room for it. The listener's {@code onRoom} follows if there is not.
   *
   * @return whether it is queued
   * @throws ClientClosedException if the client is closed
   * @throws IllegalArgumentException as {@link #send(String, byte[])}
   * @throws IllegalStateException after {@link #leave}
   */
  public boolean trySend(@Nullable String recipient, byte[] message) throws ClientClosedException {
    return orders.offer(message(recipient, message));
  }

  /** Asks who is there, as {@link HubClient#who}; throws as {@link #send(String, byte[])}. */
  public void who() throws ClientClosedException, InterruptedException {
    put(new Orders.Order(Outbound.HUB, Commands.who()));
  }

  /** Asks for an answer, as {@link HubClient#ping}; throws as {@link #send(String, byte[])}. */
  public void ping(String text) throws ClientClosedException, InterruptedException {
    put(new Orders.Order(Outbound.HUB, Commands.ping(text, welcome().maxPayload())));
  }

  /** Begins to leave, as {@link HubClient#leave}, behind all that was sent; does not wait. */
  public void leave() {
    orders.leave();
  }

  /**
   * Leaves and waits for the end. If the thread is interrupted meanwhile the client is closed at
   * once, and the thread stays interrupted. On the client's own thread it is {@link #leave}.
   */
  @Override
  public void close() {
    orders.leave();
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        orders.close();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Orders.Order message(@Nullable String recipient, byte[] message) {
    byte[] name = Outbound.recipientOctets(recipient);
    long most = options.limits().queueOctets();
    if (Outbound.mostOctets(message, welcome().maxPayload()) > most) {
      throw new IllegalArgumentException(
          "a message of " + message.length + " octets may not fit in the queue's " + most);
    }
    return new Orders.Order(name, message);
  }

  private void put(Orders.Order order) throws ClientClosedException, InterruptedException {
    if (Thread.currentThread() != thread) {
      orders.put(order);
    } else if (!orders.offer(order)) {
      throw new IllegalStateException("the queue is full, and its own thread cannot wait for it");
    }
  }

  private void awaitWelcome() throws ClientClosedException, InterruptedException {
    boolean connected;
    try {
      connected = orders.awaitWelcome();
    } catch (InterruptedException e) {
      orders.close();
      throw e;
    }
    Ending ending = orders.ending();
    if (!connected && ending != null) {
      close();
      throw new ClientClosedException(ending);
    }
  }

  private void run() {
    try {
      drive();
    } finally {
      orders.onEnded(new Ending(CloseReason.LOCAL_FAILURE, "the client's thread has died"));
    }
  }

  /**
   * Turns the loop until the client is closed; whatever its listener throws, nothing stays open.
   */
  private void drive() {
    try (this.loop;
        HubClient client = HubClient.connect(kernel, loop, options, orders, listener)) {
      try {
        while (client.state() != ClientState.CLOSED) {
          turn(client);
        }
      } catch (Error e) { // it ends this thread alone, and a hub may wait for who does not read
        client.fail("failed with " + e);
        throw e;
      }
    }
  }

  private void turn(HubClient client) {
    try {
      loop.turn(orders.canGoOn(client) ? 0 : client.timeoutNanos());
    } catch (SystemCallException e) {
      client.fail(String.valueOf(e.getMessage()));
    }
    orders.carryOut(client);
    client.onTick(kernel.nanoTime());
    if (orders.takeRoomNews()) {
      client.tellRoomElsewhere();
    }
  }

  private static Poller poller(Kernel kernel, long spinNanos) throws SystemCallException {
    Poller poller = Poller.open(kernel);
    return spinNanos == 0 ? poller : new SpinningPoller(poller, kernel, spinNanos);
  }
}
