package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.classic.ClassicAddresses;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has been written to the hub and not been consumed. */
final class WorldInbox {
  /**
   * One write.
   *
   * @param address the token or path that it begins with, if it does
   * @param alone whether another frame behind it, in one burst with it, would be joined to it
   * @param meaning what the reference hub is told when it has been consumed
   */
  record Written(
      String text, @Nullable String address, boolean alone, Consumer<ReferenceHub> meaning) {
    byte[] octets() {
      return text.getBytes(UTF_8);
    }
  }

  private final List<Written> written = new ArrayList<>();
  private int consumed;

  void write(Written write) {
    written.add(write);
  }

  boolean isEmpty() {
    return written.isEmpty();
  }

  /**
   * The longest burst that comes apart as it was written: beside classic clients, a frame of
   * somebody unknown is read alone.
   *
   * @param addresses those of the hub if it serves classic clients
   */
  byte[] burst(@Nullable ClassicAddresses addresses) {
    ByteArrayOutputStream burst = new ByteArrayOutputStream();
    for (Written write : written) {
      boolean alone = write.alone || isStranger(write, addresses);
      if (alone && burst.size() > 0) {
        break;
      }
      burst.writeBytes(write.octets());
      if (alone) {
        break;
      }
    }
    byte[] all = burst.toByteArray();
    return Arrays.copyOfRange(all, consumed, all.length);
  }

  /** So many octets of the burst have been consumed; returns the writes that are done with. */
  List<Written> consume(int octets) {
    List<Written> done = new ArrayList<>();
    consumed += octets;
    while (!written.isEmpty() && consumed >= written.get(0).octets().length) {
      Written first = written.remove(0);
      consumed -= first.octets().length;
      done.add(first);
    }
    return done;
  }

  private static boolean isStranger(Written write, @Nullable ClassicAddresses addresses) {
    if (addresses == null || write.address == null) {
      return false;
    }
    byte[] octets = write.address.getBytes(UTF_8);
    ByteBuffer in = ByteBuffer.wrap(octets);
    return !addresses.isToken(in, 0, octets.length) && !addresses.isPath(in, 0, octets.length);
  }
}
