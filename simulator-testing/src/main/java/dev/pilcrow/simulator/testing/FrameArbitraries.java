package dev.pilcrow.simulator.testing;

import dev.pilcrow.protocol.frame.Frame;
import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.frame.Wire;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Frames that the wire can carry, and what they are made of. jqwik's own edge cases, too many in
 * such combinations, are left out.
 */
public final class FrameArbitraries {
  private static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String HEX = "0123456789abcdef";

  private FrameArbitraries() {}

  /** Any valid name; the simplest is {@code a}. */
  public static Arbitrary<String> names() {
    Arbitrary<String> rest =
        Arbitraries.strings()
            .withChars((ALPHANUMERIC + "_-.").toCharArray())
            .ofMaxLength(Wire.MAX_NAME - 1);
    return Combinators.combine(Arbitraries.chars().with(ALPHANUMERIC.toCharArray()), rest)
        .as((first, behind) -> first + behind);
  }

  /** Any token. */
  public static Arbitrary<String> tokens() {
    return Arbitraries.strings().withChars(HEX.toCharArray()).ofLength(Wire.TOKEN_LENGTH);
  }

  /**
   * Any payload that a data frame can carry: no LF, any other octet, from 1 to {@link
   * Wire#MAX_PAYLOAD} of them, most often few; the simplest is a single {@code NUL}.
   */
  public static Arbitrary<byte[]> payloads() {
    return Arbitraries.bytes()
        .filter(octet -> octet != Wire.LF)
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(Wire.MAX_PAYLOAD)
        .withSizeDistribution(RandomDistribution.biased());
  }

  /** Any data frame. */
  public static Arbitrary<Frame> dataFrames() {
    return Combinators.combine(addresses(), payloads())
        .<Frame>as(Frame.Data::new)
        .withoutEdgeCases();
  }

  /** Any registration. */
  public static Arbitrary<Frame> registrations() {
    return names().map(Frame.Registration::new);
  }

  /** Any goodbye. */
  public static Arbitrary<Frame> disconnects() {
    return origins().map(Frame.Disconnect::new);
  }

  /** Any frame, most often one with data. */
  public static Arbitrary<Frame> frames() {
    return Arbitraries.oneOf(dataFrames(), dataFrames(), registrations(), disconnects())
        .withoutEdgeCases();
  }

  private static Arbitrary<Frame.Address> addresses() {
    return Combinators.combine(origins(), names().injectNull(0.5), Arbitraries.of(Part.class))
        .as(Frame.Address::new);
  }

  private static Arbitrary<String> origins() {
    return Arbitraries.oneOf(names(), tokens());
  }
}
