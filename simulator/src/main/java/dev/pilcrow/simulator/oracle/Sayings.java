package dev.pilcrow.simulator.oracle;

import dev.pilcrow.simulator.state.Abridged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was said in a run, numbered, so that it is known again wherever it turns up. A
 * payload that counts begins with its number:
 *
 * <pre>
 *   #0000002a rest of the payload
 * </pre>
 */
public final class Sayings implements Abridged {
  /** Octets of the number and its mark. */
  public static final int TAG_LENGTH = 9;

  private static final byte PILCROW_0 = (byte) 0xC2;
  private static final byte PILCROW_1 = (byte) 0xB6;
  private static final int NEVER_SAID = -1;
  private static final String NOBODY = "";

  private final List<String> authors = new ArrayList<>();
  private int[] order = new int[1024];
  private int count;
  private int said;

  /**
   * A tag for something new.
   *
   * @param author the public name under which it may be heard; null if nobody may ever hear it
   */
  public byte[] tag(@Nullable String author) {
    if (count == order.length) {
      order = Arrays.copyOf(order, 2 * count);
    }
    authors.add(author == null ? NOBODY : author);
    order[count] = NEVER_SAID;
    byte[] tag = new byte[TAG_LENGTH];
    tag[0] = '#';
    for (int i = 1; i < TAG_LENGTH; i++) {
      tag[i] = (byte) Character.forDigit((count >>> (4 * (TAG_LENGTH - 1 - i))) & 0xf, 16);
    }
    count++;
    return tag;
  }

  /**
   * The number of what a frame says; -1 if it has none.
   *
   * @param from where the frame begins
   */
  int number(byte[] octets, int from, int to) {
    int at = from;
    while (at + 1 < to && !(octets[at] == PILCROW_0 && octets[at + 1] == PILCROW_1)) {
      at++;
    }
    return numberAt(octets, at + 2, to);
  }

  /** The number of what begins there; -1 if it has none. */
  int numberAt(byte[] octets, int at, int to) {
    if (to - at < TAG_LENGTH || octets[at] != '#') {
      return -1;
    }
    int number = 0;
    for (int i = at + 1; i < at + TAG_LENGTH; i++) {
      byte octet = octets[i];
      int digit = octet <= '9' ? octet - '0' : octet - 'a' + 10;
      if (digit < 0 || digit > 15) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number >= 0 && number < count ? number : -1;
  }

  /**
   * How many there are. What was said long ago nobody should hear again, and who does is told
   * something that nobody should have told it, whoever said that.
   */
  @Override
  public Object abridged() {
    return List.of(count, said);
  }

  /** Under which name it may be heard; empty if nobody may ever hear it. */
  String author(int number) {
    return authors.get(number);
  }

  /** It has been taken by the inbox now. */
  void said(int number) {
    order[number] = said++;
  }

  /** Its place among all that the inbox has taken; -1 if it has not. */
  int order(int number) {
    return order[number];
  }
}
