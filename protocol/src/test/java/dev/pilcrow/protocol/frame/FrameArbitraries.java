package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/**
 * What properties about frames are tried with. Sizes and octets lean towards the bounds by
 * themselves, so jqwik's own edge cases, too many in such combinations, are left out.
 */
public final class FrameArbitraries {

  private static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** Octets that mean something somewhere, of which soup is made. */
  private static final String[] MORSELS = {
    "\n",
    "\n\n",
    "¶",
    "¶",
    "¶¶",
    "@",
    "+",
    "++",
    "+.",
    ".",
    "\\",
    "\\n",
    "\\\\",
    "\\-",
    "hub",
    "everyone",
    "alice",
    "bob",
    "0123456789abcdef",
    "0123456789abcdef¶",
    "alice@bob+¶hello\n",
    "¶alice\n",
    "alice¶\n",
    "/tmp/x¶",
    "_",
    "-",
    " ",
    "é",
    "😀",
    "a=b",
    "\0"
  };

  private static final byte[] PILCROW = "¶".getBytes(UTF_8);

  private FrameArbitraries() {}

  /** Any valid name; one in ten as long as a name may be. */
  public static Arbitrary<String> names() {
    Arbitrary<String> behind =
        Arbitraries.frequencyOf(
            Tuple.of(6, nameOctets().ofMaxLength(8)),
            Tuple.of(3, nameOctets().ofMaxLength(Wire.MAX_NAME - 1)),
            Tuple.of(1, nameOctets().ofLength(Wire.MAX_NAME - 1)));
    return Combinators.combine(Arbitraries.chars().with(ALPHANUMERIC.toCharArray()), behind)
        .as((first, rest) -> first + rest)
        .withoutEdgeCases();
  }

  private static StringArbitrary nameOctets() {
    return Arbitraries.strings().withChars((ALPHANUMERIC + "_-.").toCharArray());
  }

  /** Any token. */
  public static Arbitrary<String> tokens() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(Wire.TOKEN_LENGTH);
  }

  /** Any octets from {@code minimum} to {@code maximum} of them, often special ones. */
  public static Arbitrary<byte[]> octets(int minimum, int maximum) {
    int small = Math.max(minimum, Math.min(maximum, 24));
    return Arbitraries.oneOf(
            octet().array(byte[].class).ofMinSize(minimum).ofMaxSize(small),
            Arbitraries.randomValue(random -> randomOctets(random, minimum, maximum)))
        .withoutEdgeCases();
  }

  private static Arbitrary<Byte> octet() {
    return Arbitraries.oneOf(
        Arbitraries.bytes(),
        Arbitraries.of(
            Wire.LF, Wire.PILCROW_0, Wire.PILCROW_1, Wire.BACKSLASH, (byte) 'n', (byte) '-'));
  }

  /** Text, binary, or special octets in plenty; its length often at a bound. */
  private static byte[] randomOctets(Random random, int minimum, int maximum) {
    int length = random.nextInt(4) == 0 ? maximum : minimum + random.nextInt(maximum - minimum + 1);
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    int oneIn = 1 + random.nextInt(40);
    String specials = new String[] {"\n", "\\", "\n\\", "¶", "a", "\\n\n-"}[random.nextInt(6)];
    byte[] special = specials.getBytes(UTF_8);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(oneIn) == 0) {
        octets[i] = special[random.nextInt(special.length)];
      }
    }
    return octets;
  }

  /** Any payload that a data frame can carry: no LF, any other octet, from 1 to the bound. */
  public static Arbitrary<byte[]> payloads() {
    return octets(1, Wire.MAX_PAYLOAD).map(FrameArbitraries::withoutLf);
  }

  private static byte[] withoutLf(byte[] octets) {
    byte[] payload = octets.clone();
    for (int i = 0; i < payload.length; i++) {
      if (payload[i] == Wire.LF) {
        payload[i] = 'n';
      }
    }
    return payload;
  }

  /** Any raw message, empty to several frames long: binary, or text of characters of any size. */
  public static Arbitrary<byte[]> messages() {
    return Arbitraries.oneOf(
            octets(0, 100),
            octets(0, 4 * Wire.MAX_PAYLOAD),
            Arbitraries.randomValue(FrameArbitraries::text))
        .withoutEdgeCases();
  }

  private static byte[] text(Random random) {
    int[] characters = {'a', '\n', '\\', 0xE9, 0x20AC, 0x1F600};
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(3 * Wire.MAX_PAYLOAD); left > 0; left--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString().getBytes(UTF_8);
  }

  /** Any address: of a token (upwards) or a name (downwards), all parts, any recipient or none. */
  public static Arbitrary<Frame.Address> addresses() {
    return Combinators.combine(
            Arbitraries.oneOf(names(), tokens()),
            names().injectNull(0.5),
            Arbitraries.of(Part.class))
        .as(Frame.Address::new)
        .withoutEdgeCases();
  }

  /** Any data frame. */
  public static Arbitrary<Frame.Data> dataFrames() {
    return Combinators.combine(addresses(), payloads()).as(Frame.Data::new).withoutEdgeCases();
  }

  /** Any registration, most without options. */
  public static Arbitrary<Frame.Registration> registrations() {
    return Combinators.combine(names(), options()).as(Frame.Registration::new).withoutEdgeCases();
  }

  private static Arbitrary<byte[]> options() {
    int room = Wire.MAX_FRAME - 2 * Wire.PILCROW_LENGTH - Wire.MAX_NAME - 1;
    return Arbitraries.oneOf(
        Arbitraries.just(new byte[0]),
        octets(0, room).map(octets -> concatenate(PILCROW, withoutLf(octets))));
  }

  /** Any goodbye. */
  public static Arbitrary<Frame.Disconnect> disconnects() {
    return Arbitraries.oneOf(names(), tokens()).map(Frame.Disconnect::new);
  }

  /** Any frame. */
  public static Arbitrary<Frame> frames() {
    return Arbitraries.<Frame>oneOf(dataFrames(), dataFrames(), registrations(), disconnects())
        .withoutEdgeCases();
  }

  /** Octets that resemble frames without being any in particular: pieces, garbage, long runs. */
  public static Arbitrary<byte[]> soup() {
    Arbitrary<byte[]> morsel =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.of(MORSELS).map(text -> text.getBytes(UTF_8))),
            Tuple.of(4, octets(0, 24)),
            Tuple.of(2, Arbitraries.of((byte) 0xC2, (byte) 0xB6).map(FrameArbitraries::one)),
            Tuple.of(1, Arbitraries.integers().between(60, 70).map(FrameArbitraries::run)),
            Tuple.of(1, Arbitraries.integers().between(3830, 3850).map(FrameArbitraries::run)),
            Tuple.of(1, Arbitraries.integers().between(4080, 4100).map(FrameArbitraries::run)));
    return morsel.list().ofMaxSize(24).map(FrameArbitraries::concatenate).withoutEdgeCases();
  }

  private static byte[] one(byte octet) {
    return new byte[] {octet};
  }

  private static byte[] run(int length) {
    return "x".repeat(length).getBytes(UTF_8);
  }

  /** All of them behind each other. */
  public static byte[] concatenate(byte[]... pieces) {
    return concatenate(Arrays.asList(pieces));
  }

  /** All of them behind each other. */
  public static byte[] concatenate(Iterable<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  /** The octets of all frames behind each other. */
  public static byte[] wire(Iterable<? extends Frame> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      all.writeBytes(frame.toBytes());
    }
    return all.toByteArray();
  }
}
