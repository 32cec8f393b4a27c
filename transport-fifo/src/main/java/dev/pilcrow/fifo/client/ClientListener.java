package dev.pilcrow.fifo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a {@link HubClient} receives. Every method does nothing unless overridden.
 *
 * <p>Calls come on the thread that drives the client, from within {@link
 * dev.pilcrow.fifo.EventLoop#turn} and {@link HubClient#onTick}; {@link #onClosed} also from within
 * {@link HubClient#connect}, and any method that writes or changes what is read: {@link
 * HubClient#send(String, byte[])} and the like, {@link HubClient#flush}, {@link HubClient#reading},
 * {@link HubClient#leave}, {@link HubClient#close}. A listener may call any method of its client.
 * It must not block: while it does, nothing is read or written. One that throws ends its client
 * with {@link CloseReason#LOCAL_FAILURE}, and the exception goes on to whoever drives it.
 */
public interface ClientListener {
  /** The client is registered: it can send now, and receives what is said from now on. */
  default void onWelcome(Welcome welcome) {}

  /**
   * A message has come, whole.
   *
   * @param recipient null if it went where messages without a recipient go (in chat mode everyone,
   *     in echo mode the sender); else this client's name, or {@code everyone}
   * @param message its octets, the listener's to keep
   */
  default void onMessage(String sender, @Nullable String recipient, byte[] message) {}

  /** Somebody has joined. In chat mode only, if the hub tells presence. */
  default void onJoined(String name) {}

  /** Somebody has gone. Messages of hers that were not complete are dropped. */
  default void onLeft(String name) {}

  /**
   * Frames are missing here: the client read too slowly. Messages that were not complete are
   * dropped.
   *
   * @param frames how many
   */
  default void onGap(long frames) {}

  /**
   * The hub refused something that this client said.
   *
   * @param code such as {@code no-such-name}
   * @param text for a person
   */
  default void onError(String code, String text) {}

  /** The answer to {@link HubClient#ping}: all that was sent before it has been sequenced. */
  default void onPong(String text) {}

  /** The answer to {@link HubClient#who}: the names of all clients, this one's among them. */
  default void onWho(List<String> names) {}

  /** What was refused last with {@link SendResult#NO_ROOM} would fit now. */
  default void onRoom() {}

  /**
   * It is over; said exactly once, as the last call of all.
   *
   * @param detail a sentence for a person, which says what to do where something can be done
   */
  default void onClosed(CloseReason reason, String detail) {}
}
