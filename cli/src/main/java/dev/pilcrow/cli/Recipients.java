package dev.pilcrow.cli;

import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Wire;
import org.jspecify.annotations.Nullable;

/** Checks the recipient that {@code --to} names. */
final class Recipients {
  private Recipients() {}

  static void require(Access access, @Nullable String to) {
    if (to == null) {
      return;
    }
    if (!Names.isName(to)) {
      throw access.usage(
          "--to: \"" + to + "\" is no name: letters, digits, '_', '-' and '.', at most 64");
    }
    if (to.equals(Wire.HUB)) {
      throw access.usage("--to: no message can be sent to the hub itself (see 'who' and 'ping')");
    }
  }
}
