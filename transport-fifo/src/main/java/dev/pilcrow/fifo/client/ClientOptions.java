package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.SpinningPoller;
import dev.pilcrow.protocol.frame.Names;
import java.util.Objects;

/**
 * Which hub a client connects to, and as whom.
 *
 * @param directory the hub's directory, where its inbox {@code hub} is
 * @param name the client's name: a letter or digit, then at most 63 letters, digits, {@code _},
 *     {@code -} or {@code .}; neither {@code hub} nor {@code everyone}
 * @param limits the bounds
 * @param spinNanos how long the thread of a {@link RunningHubClient} waits awake before it sleeps,
 *     for faster answers, from 0 to {@link SpinningPoller#MAX_SPIN_NANOS}; 0 is never. A client on
 *     a loop of its caller's waits as that loop does.
 */
public record ClientOptions(String directory, String name, ClientLimits limits, long spinNanos) {

  /**
   * @throws IllegalArgumentException if the name is not one that a client can have, or the time to
   *     spin is out of bounds
   */
  public ClientOptions {
    Objects.requireNonNull(directory);
    Objects.requireNonNull(limits);
    if (!Names.isName(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name: letters, digits, '_', '-' and '.', at most 64");
    }
    if (spinNanos < 0 || spinNanos > SpinningPoller.MAX_SPIN_NANOS) {
      throw new IllegalArgumentException("spinNanos is out of bounds: " + spinNanos);
    }
    if (Names.isReserved(name)) {
      throw new IllegalArgumentException("the name " + name + " is reserved");
    }
  }

  /** With the default limits, never spinning. */
  public static ClientOptions of(String directory, String name) {
    return new ClientOptions(directory, name, ClientLimits.DEFAULT, 0);
  }

  /** The same with other limits. */
  public ClientOptions withLimits(ClientLimits bounds) {
    return new ClientOptions(directory, name, bounds, spinNanos);
  }

  /** The same with another time to spin. */
  public ClientOptions withSpinNanos(long nanos) {
    return new ClientOptions(directory, name, limits, nanos);
  }
}
