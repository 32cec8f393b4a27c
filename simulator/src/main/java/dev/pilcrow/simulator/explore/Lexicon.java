package dev.pilcrow.simulator.explore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that can be written and heard in a configuration, each with a number, so that hearing is to
 * compare numbers. The texts are written from docs/protocol.md, and owe nothing to the hub.
 */
final class Lexicon {
  /** Sessions of one client, counted from 1. */
  static final int MAX_SERIAL = 15;

  private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin");
  private static final String PILCROW = "¶";
  static final String GAP = "hub¶gap ";
  private static final String ERROR = "hub¶error ";

  private final ExploreOptions options;
  private final List<String> texts = new ArrayList<>();
  private final List<byte[]> octets = new ArrayList<>();
  private int[] byHash = new int[64];
  private final ByteBuffer scratch = ByteBuffer.allocate(Wire.MAX_FRAME);

  private final byte[][] registrations;
  private final byte[][][] goodbyes;
  private final byte[][][][][] sayings;
  private final int[][] welcomes;
  private final int[][][] said;
  final int[] came;
  final int[] gone;
  final int bye;
  final int noSuchName;

  Lexicon(ExploreOptions options) {
    this.options = options;
    int clients = options.clients();
    registrations = new byte[clients][];
    goodbyes = new byte[clients][MAX_SERIAL + 1][];
    sayings = new byte[clients][MAX_SERIAL + 1][options.frames()][clients + 2][];
    welcomes = new int[clients][MAX_SERIAL + 1];
    said = new int[clients][options.frames()][clients + 2];
    came = new int[clients];
    gone = new int[clients];
    bye = number("hub¶bye disconnect");
    noSuchName = number(ERROR + "no-such-name");
    for (int client = 0; client < clients; client++) {
      String name = name(client);
      registrations[client] = "\n¶%s\n".formatted(name).getBytes(UTF_8);
      came[client] = number(PILCROW + name);
      gone[client] = number(name + PILCROW);
      for (int frame = 0; frame < options.frames(); frame++) {
        for (int to = 0; to < clients + 2; to++) {
          said[client][frame][to] = number(name + mark(client, to) + PILCROW + frame);
        }
      }
      for (int serial = 0; serial <= MAX_SERIAL; serial++) {
        String token = token(client, serial);
        goodbyes[client][serial] = (token + "¶\n").getBytes(UTF_8);
        welcomes[client][serial] =
            number(
                "hub¶welcome %s v=1 mode=%s frame=4096 payload=3840 epoch=%016x"
                    .formatted(token, options.mode().text(), 0));
        for (int frame = 0; frame < options.frames(); frame++) {
          for (int to = 0; to < clients + 2; to++) {
            sayings[client][serial][frame][to] =
                "%s%s¶%d\n".formatted(token, address(to), frame).getBytes(UTF_8);
          }
        }
      }
    }
  }

  static String name(int client) {
    return NAMES.get(client);
  }

  /** The client of that name; names begin with different letters. */
  static int client(String name) {
    return name.charAt(0) - 'a';
  }

  /** The token of a client's session; readable, since the explored hub has no reason to hide it. */
  static String token(int client, int serial) {
    return TOKENS[client][serial];
  }

  private static final String[][] TOKENS = new String[ExploreOptions.MAX_CLIENTS][MAX_SERIAL + 1];

  static {
    for (int client = 0; client < TOKENS.length; client++) {
      for (int serial = 0; serial <= MAX_SERIAL; serial++) {
        TOKENS[client][serial] = "%014x%x%x".formatted(0xC0FFEE, client, serial);
      }
    }
  }

  /** The client and the serial number of a token, a half of an octet each. */
  static int ofToken(String token) {
    return Character.digit(token.charAt(14), 16) << 4 | Character.digit(token.charAt(15), 16);
  }

  // ---- what is written into the inbox ----

  byte[] registration(int client) {
    return registrations[client];
  }

  byte[] goodbye(int client, int serial) {
    return goodbyes[client][serial];
  }

  /**
   * A frame that is said.
   *
   * @param to 0 for the default, 1 for everyone, 2 and more for a client
   */
  byte[] saying(int client, int serial, int frame, int to) {
    return sayings[client][serial][frame][to];
  }

  private String address(int to) {
    return to == 0 ? "" : "@" + (to == 1 ? Wire.EVERYONE : name(to - 2));
  }

  // ---- what is heard ----

  int welcome(int client, int serial) {
    return welcomes[client][serial];
  }

  int said(int client, int frame, int to) {
    return said[client][frame][to];
  }

  int gap(int frames) {
    return number(GAP + frames);
  }

  /** How a recipient is named when the mode's default is another. */
  private String mark(int client, int to) {
    boolean byDefault = to == 0 || (options.mode() == HubMode.CHAT ? to == 1 : to == client + 2);
    return byDefault ? "" : address(to);
  }

  /** The number of a frame without its LF. */
  String text(int number) {
    return texts.get(number);
  }

  /** The number of what the hub says. */
  int number(OutgoingFrame frame) {
    int length = frame.encode(scratch, 0) - 1;
    byte[] in = scratch.array();
    int mask = byHash.length - 1;
    int at = hash(in, length) & mask;
    for (; byHash[at] != 0; at = (at + 1) & mask) {
      byte[] known = octets.get(byHash[at] - 1);
      if (Arrays.equals(known, 0, known.length, in, 0, length)) {
        return byHash[at] - 1;
      }
    }
    String text = new String(in, 0, length, UTF_8);
    int word = text.indexOf(' ', ERROR.length());
    // what follows the code of an error is free text
    return number(text.startsWith(ERROR) && word > 0 ? text.substring(0, word) : text);
  }

  private int number(String text) {
    int known = texts.indexOf(text);
    if (known >= 0) {
      return known;
    }
    texts.add(text);
    octets.add(text.getBytes(UTF_8));
    if (2 * texts.size() > byHash.length) {
      byHash = new int[2 * byHash.length];
      for (int i = 0; i < texts.size(); i++) {
        place(i);
      }
    } else {
      place(texts.size() - 1);
    }
    return texts.size() - 1;
  }

  private void place(int number) {
    byte[] frame = octets.get(number);
    int mask = byHash.length - 1;
    int at = hash(frame, frame.length) & mask;
    while (byHash[at] != 0) {
      at = (at + 1) & mask;
    }
    byHash[at] = number + 1;
  }

  private static int hash(byte[] frame, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + frame[i];
    }
    return hash ^ hash >>> 15;
  }
}
