package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.EventLoop;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What other threads want a {@link RunningHubClient} to do; bounded. The only thing that they share
 * with the client's thread.
 */
final class Orders implements HubClient.Milestones {
  /** What an order counts for beside its octets, so that empty messages are bounded too. */
  static final int OVERHEAD = 128;

  private final long capacityOctets;
  private final EventLoop loop;
  private final ArrayDeque<Order> waiting = new ArrayDeque<>();
  private long octets;
  private long refusedOctets;
  private boolean leaving;
  private boolean closing;
  private boolean connected;
  private @Nullable Welcome welcome;
  private @Nullable Ending ending;

  /** A message, or a command to the hub. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Order(byte @Nullable [] recipient, byte[] message) {
    long octets() {
      return (long) OVERHEAD + message.length;
    }
  }

  Orders(int capacityOctets, EventLoop loop) {
    this.capacityOctets = (long) OVERHEAD + capacityOctets;
    this.loop = loop;
  }

  // ---- any thread ----

  /** Takes an order if there is room. */
  synchronized boolean offer(Order order) throws ClientClosedException {
    requireOpen();
    if (!fits(order.octets())) {
      refusedOctets = order.octets();
      return false;
    }
    add(order);
    return true;
  }

  /** Takes an order, and waits for room if need be. */
  synchronized void put(Order order) throws ClientClosedException, InterruptedException {
    requireOpen();
    while (!fits(order.octets())) {
      wait();
      requireOpen();
    }
    add(order);
  }

  /** When all orders are carried out the client is to leave; no others are taken. */
  synchronized void leave() {
    if (!leaving) {
      leaving = true;
      notifyAll();
      loop.wakeup();
    }
  }

  /** The client is to end at once. */
  synchronized void close() {
    leaving = true;
    closing = true;
    notifyAll();
    loop.wakeup();
  }

  /**
   * Waits until the client is connected, and its listener has been told; or is over.
   *
   * @return whether it was connected; else there is an {@link #ending}
   */
  synchronized boolean awaitWelcome() throws InterruptedException {
    while (!connected && ending == null) {
      wait();
    }
    return connected;
  }

  synchronized @Nullable Welcome welcome() {
    return welcome;
  }

  synchronized @Nullable Ending ending() {
    return ending;
  }

  // ---- the client's thread ----

  /** Makes the client do what it can at present. */
  void carryOut(HubClient client) {
    if (client.state() == ClientState.REGISTERING && !isClosing()) {
      return;
    }
    if (client.welcome() != null) {
      onConnected();
    }
    for (Order next = head(); next != null && client.hasRoomFor(next); next = head()) {
      client.queue(next);
      remove();
    }
    if (isClosing()) {
      client.close();
    } else if (isLeaving()) {
      if (head() == null) {
        client.leave();
      } else {
        client.announceLeave();
      }
    }
  }

  /** Whether {@link #carryOut} could do something now: what had no room may have some since. */
  boolean canGoOn(HubClient client) {
    Order next = head();
    return next != null && client.state() == ClientState.CONNECTED && client.hasRoomFor(next);
  }

  /** Whether the listener is owed the news that there is room again; says so once. */
  synchronized boolean takeRoomNews() {
    boolean owed = refusedOctets > 0 && fits(refusedOctets);
    if (owed) {
      refusedOctets = 0;
    }
    return owed;
  }

  /** Its listener can use the client from now on. */
  @Override
  public synchronized void onWelcome(Welcome said) {
    welcome = said;
  }

  private synchronized void onConnected() {
    if (!connected) {
      connected = true;
      notifyAll();
    }
  }

  /** All is over; the first reason is the one that counts. */
  @Override
  public synchronized void onEnded(Ending how) {
    if (ending == null) {
      ending = how;
      waiting.clear();
      notifyAll();
    }
  }

  private synchronized @Nullable Order head() {
    return waiting.peekFirst();
  }

  /** The head has been carried out; there is none any more if that has ended the client. */
  private synchronized void remove() {
    Order done = waiting.pollFirst();
    if (done != null) {
      octets -= done.octets();
      notifyAll();
    }
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private synchronized boolean isLeaving() {
    return leaving;
  }

  private boolean fits(long orderOctets) {
    return orderOctets <= capacityOctets - octets;
  }

  private void add(Order order) {
    waiting.addLast(order);
    octets += order.octets();
    if (waiting.size() == 1) {
      loop.wakeup();
    }
  }

  private void requireOpen() throws ClientClosedException {
    if (ending != null) {
      throw new ClientClosedException(ending);
    }
    if (leaving) {
      throw new IllegalStateException("the client is leaving");
    }
  }
}
