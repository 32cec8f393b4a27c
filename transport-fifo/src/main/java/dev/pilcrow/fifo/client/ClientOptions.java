package dev.pilcrow.fifo.client;

import dev.pilcrow.protocol.frame.Names;
import java.util.Objects;

/**
 * Which hub a client connects to, and as whom.
 *
 * @param directory the hub's directory, where its inbox {@code hub} is
 * @param name the client's name: a letter or digit, then at most 63 letters, digits, {@code _},
 *     {@code -} or {@code .}; neither {@code hub} nor {@code everyone}
 * @param limits the bounds
 */
public record ClientOptions(String directory, String name, ClientLimits limits) {

  /**
   * @throws IllegalArgumentException if the name is not one that a client can have
   */
  public ClientOptions {
    Objects.requireNonNull(directory);
    Objects.requireNonNull(limits);
    if (!Names.isName(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name: letters, digits, '_', '-' and '.', at most 64");
    }
    if (Names.isReserved(name)) {
      throw new IllegalArgumentException("the name " + name + " is reserved");
    }
  }

  /** With the default limits. */
  public static ClientOptions of(String directory, String name) {
    return new ClientOptions(directory, name, ClientLimits.DEFAULT);
  }

  /** The same with other limits. */
  public ClientOptions withLimits(ClientLimits bounds) {
    return new ClientOptions(directory, name, bounds);
  }
}
