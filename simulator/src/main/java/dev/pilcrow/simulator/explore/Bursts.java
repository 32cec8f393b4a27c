package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.InboxDecoder;
import dev.pilcrow.simulator.oracle.AgreementOracle.Disagreement;
import java.nio.ByteBuffer;

/** What one read of the inbox brings, as octets for the hub and as frames for the rules. */
final class Bursts {
  private static final int CAPACITY = 8192;
  private static final byte[] GARBAGE = {'x'};

  private final Lexicon lexicon;
  private final Client[] clients;
  private final Inbox inbox;
  private final Rules rules;
  private final InboxDecoder decoder;
  private final ByteBuffer burst = ByteBuffer.allocate(CAPACITY);

  Bursts(World world, Hub hub) {
    this.lexicon = world.lexicon;
    this.clients = world.clients;
    this.inbox = world.inbox;
    this.rules = world.rules;
    this.decoder = new InboxDecoder(hub);
  }

  /**
   * Hands a burst to the hub and to the rules.
   *
   * @param writes how many of the inbox; {@code ~n} for n and half of the next
   */
  void read(long nowNanos, int writes) {
    boolean dry = writes >= 0;
    int whole = dry ? writes : ~writes;
    burst.clear();
    boolean torn = false;
    int keptFrom = 0;
    for (int i = 0; i < whole; i++) {
      torn = rulesRead(i, torn);
      burst.put(octets(i));
      keptFrom = torn ? keptFrom : burst.position();
    }
    int consumedWrites = whole;
    if (!dry) {
      byte[] next = octets(whole);
      int half = Math.max(1, next.length / 2);
      burst.put(next, 0, half);
      if (inbox.kinds[whole] == Inbox.REGISTRATION) {
        // the LF before it is read for itself, and ends what was torn
        rules.violations += torn ? 1 : 0;
        keptFrom = burst.position() - half + 1;
      } else if (torn) {
        consumedWrites--;
      }
    } else if (torn) {
      rules.violations++;
    }
    int end = burst.position();
    int consumed = decoder.decode(nowNanos, burst, 0, end, dry);
    if (consumed != (dry ? end : keptFrom)) {
      throw new Disagreement(
          "of a burst of %d octets %d were taken, and it should be %d"
              .formatted(end, consumed, dry ? end : keptFrom));
    }
    inbox.removeFirst(consumedWrites);
  }

  /** Tells the rules of a write; whether a torn frame lies before the next one. */
  private boolean rulesRead(int i, boolean torn) {
    int client = inbox.clients[i];
    int kind = inbox.kinds[i];
    if (kind == Inbox.GARBAGE) {
      return true;
    }
    if (torn) {
      rules.violations++;
    }
    if (torn && kind == Inbox.GOODBYE) {
      clients[client].missesGoodbye(inbox.serials[i]);
    }
    if (kind == Inbox.REGISTRATION || torn) {
      return false;
    }
    if (kind == Inbox.GOODBYE) {
      rules.saysGoodbye(client, inbox.serials[i]);
    } else {
      rules.says(client, inbox.serials[i], Inbox.frame(kind), Inbox.recipient(kind));
    }
    return false;
  }

  private byte[] octets(int i) {
    int client = inbox.clients[i];
    int kind = inbox.kinds[i];
    return switch (kind) {
      case Inbox.REGISTRATION -> lexicon.registration(client);
      case Inbox.GOODBYE -> lexicon.goodbye(client, inbox.serials[i]);
      case Inbox.GARBAGE -> GARBAGE;
      default -> lexicon.saying(client, inbox.serials[i], Inbox.frame(kind), Inbox.recipient(kind));
    };
  }
}
