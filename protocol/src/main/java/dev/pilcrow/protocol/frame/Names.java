package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Names: a letter or digit, then at most 63 letters, digits, {@code _}, {@code -} or {@code .}; all
 * ASCII, compared octet by octet. A token has the form of a name too.
 */
public final class Names {

  /**
   * How long a sanitized name gets at most, so that {@code -2}, {@code -3}… can follow if it is
   * taken.
   */
  public static final int MAX_SANITIZED = 60;

  /** Put before a sanitized name that would not begin with a letter or digit. */
  private static final char SANITIZED_START = 'x';

  private static final byte FOREIGN = 0;
  private static final byte PUNCTUATION = 1;
  private static final byte ALPHANUMERIC = 2;
  private static final byte[] ROLES = roles();

  private static final long HIGH_BITS = Octets.repeat(0x80);
  private static final long SEVEN_BITS = Octets.repeat(0x7F);

  private Names() {}

  /** Whether the slice is a name. */
  public static boolean isName(ByteBuffer in, int from, int to) {
    return from < to && end(in, from, to) == to;
  }

  /** Whether the text is a name. */
  public static boolean isName(String text) {
    int length = text.length();
    if (length == 0 || length > Wire.MAX_NAME || !isAlphanumeric(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      if (!isNameOctet(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Index behind the longest name that begins at {@code from}; {@code from} itself if none does.
   * With more than {@link Wire#MAX_NAME} octets that fit there is none. Finds the origin at the
   * front of any frame, also of an offending one.
   */
  public static int end(ByteBuffer in, int from, int to) {
    if (from >= to || !isAlphanumeric(in.get(from))) {
      return from;
    }
    int at = from + 1;
    if (to - from >= Wire.TOKEN_LENGTH) {
      // A token's length at once: this is what stands in front of nearly every frame to a hub.
      long foreign = foreignOctets(Octets.word(in, from));
      long foreignBehind = foreignOctets(Octets.word(in, from + Long.BYTES));
      if (foreign != 0) {
        return from + Octets.firstOctet(foreign);
      }
      if (foreignBehind != 0) {
        return from + Long.BYTES + Octets.firstOctet(foreignBehind);
      }
      at = from + Wire.TOKEN_LENGTH;
    }
    int bound = Math.min(to, from + Wire.MAX_NAME + 1);
    while (at < bound && isNameOctet(in.get(at))) {
      at++;
    }
    return at - from > Wire.MAX_NAME ? from : at;
  }

  /** Whether the name belongs to the hub itself: {@code hub}, {@code everyone}. */
  public static boolean isReserved(String name) {
    return name.equals(Wire.HUB) || name.equals(Wire.EVERYONE);
  }

  /** The octets of a name. */
  public static byte[] octets(String name) {
    return name.getBytes(ISO_8859_1);
  }

  /**
   * A name made of any octets, such as the last component of a path: each octet that no name may
   * hold becomes {@code _}, {@code x} is put in front unless a letter or digit stands there, and
   * all is cut to {@link #MAX_SANITIZED}. The result may be {@linkplain #isReserved reserved}.
   */
  public static String sanitize(ByteBuffer in, int from, int to) {
    StringBuilder name = new StringBuilder(MAX_SANITIZED);
    if (from == to || !isAlphanumeric(in.get(from))) {
      name.append(SANITIZED_START);
    }
    for (int i = from; i < to && name.length() < MAX_SANITIZED; i++) {
      int octet = in.get(i);
      name.append(isNameOctet(octet) ? (char) octet : '_');
    }
    return name.toString();
  }

  /** The high bit of each octet that no name may hold; exact in every octet. */
  private static long foreignOctets(long word) {
    // Without its high bit an octet plus at most 0x7F stays in its octet, so sums compare eight
    // octets at once:
    // the high bit of x + (0x80 - c) says x >= c.
    long low = word & SEVEN_BITS;
    long letters = between(low | Octets.repeat(0x20), 'a', 'z');
    long digitsDotDashSlash = between(low, '-', '9');
    long notSlash = (low ^ Octets.repeat('/')) + SEVEN_BITS;
    long notUnderscore = (low ^ Octets.repeat('_')) + SEVEN_BITS;
    long legal = letters | (digitsDotDashSlash & notSlash) | ~notUnderscore;
    return (~legal | word) & HIGH_BITS;
  }

  private static byte[] roles() {
    byte[] roles = new byte[0x80];
    for (char c : "_-.".toCharArray()) {
      roles[c] = PUNCTUATION;
    }
    Arrays.fill(roles, '0', '9' + 1, ALPHANUMERIC);
    Arrays.fill(roles, 'A', 'Z' + 1, ALPHANUMERIC);
    Arrays.fill(roles, 'a', 'z' + 1, ALPHANUMERIC);
    return roles;
  }

  private static long between(long sevenBitOctets, int first, int last) {
    long atLeastFirst = sevenBitOctets + Octets.repeat(0x80 - first);
    long aboveLast = sevenBitOctets + Octets.repeat(0x7F - last);
    return atLeastFirst & ~aboveLast;
  }

  private static boolean isNameOctet(int c) {
    return c >= 0 && c < ROLES.length && ROLES[c] != FOREIGN;
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 0 && c < ROLES.length && ROLES[c] == ALPHANUMERIC;
  }
}
