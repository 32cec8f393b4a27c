package dev.pilcrow.protocol.classic;

import static dev.pilcrow.protocol.classic.WrittenFrame.PILCROW;

import dev.pilcrow.protocol.frame.Wire;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Bursts whose frames look much like each other's beginnings. */
final class ClassicBursts {
  /** Registered before the burst. */
  static final List<String> KNOWN = List.of("/a", "/b", "/tmp/a", "/tmp/client5");

  /** Registered in the burst, or never. */
  static final List<String> NEW = List.of("/c", "/tmp/b", "/a/c", "/c/c", "/x/tmp/a");

  static final List<String> TOKENS = List.of("0123456789abcdef", "ffffffffffffffff");

  private ClassicBursts() {}

  static Arbitrary<List<WrittenFrame>> bursts() {
    return frames().list().ofMaxSize(6);
  }

  /** Octets of any kind, most of them such as mean something somewhere. */
  static Arbitrary<String> soup() {
    return Arbitraries.oneOf(fragments(), frames().map(WrittenFrame::text))
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  private static Arbitrary<WrittenFrame> frames() {
    Arbitrary<String> known = Arbitraries.of(KNOWN);
    Arbitrary<String> tokens = Arbitraries.of(TOKENS);
    Arbitrary<String> line = texts().map(text -> text.replace("\n", " "));
    return Arbitraries.frequencyOf(
        Tuple.of(2, known.map(WrittenFrame.Registers::new)),
        Tuple.of(3, Arbitraries.of(NEW).map(WrittenFrame.Registers::new)),
        Tuple.of(8, Combinators.combine(known, texts()).as(WrittenFrame.Says::new)),
        Tuple.of(4, known.map(WrittenFrame.SaysGoodbye::new)),
        Tuple.of(3, options().map(o -> registration("\n", o))),
        Tuple.of(1, options().map(o -> registration("", o))),
        Tuple.of(3, Combinators.combine(tokens, recipients(), line).as(ClassicBursts::data)),
        Tuple.of(1, tokens.map(t -> new WrittenFrame.Native("goodbye", t + PILCROW))),
        Tuple.of(1, strangers().map(WrittenFrame.Stranger::new)));
  }

  private static WrittenFrame registration(String before, String options) {
    return new WrittenFrame.Native("registration", before + PILCROW + "bob" + options);
  }

  private static WrittenFrame data(String token, String to, String payload) {
    String kept = payload.substring(0, Math.min(payload.length(), Wire.MAX_PAYLOAD));
    return new WrittenFrame.Native("data", token + to + PILCROW + kept);
  }

  private static Arbitrary<String> options() {
    return Arbitraries.of(
        "",
        "",
        PILCROW + "k=v",
        PILCROW + "/k",
        PILCROW + "k=/a" + PILCROW,
        PILCROW + TOKENS.get(0) + "@");
  }

  private static Arbitrary<String> recipients() {
    return Arbitraries.of("", "+", "@bob", "@everyone++");
  }

  private static Arbitrary<String> strangers() {
    return Arbitraries.of("/zz" + PILCROW + "x", "1111111111111111" + PILCROW + "x\n");
  }

  /** At least one octet, at most so many that any path in front of it makes no frame too long. */
  private static Arbitrary<String> texts() {
    return fragments()
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(pieces -> String.join("", pieces))
        .map(text -> text.substring(0, Math.min(text.length(), Wire.MAX_FRAME - 20)));
  }

  private static Arbitrary<String> fragments() {
    String token = TOKENS.get(0);
    return Arbitraries.frequencyOf(
        Tuple.of(12, Arbitraries.of("x", "hello", "\n", "line\n", " ", "bob", "k=v")),
        Tuple.of(6, Arbitraries.of("/", "/a", "/tmp", "/client5", "client5", "/c", "/zz")),
        Tuple.of(3, Arbitraries.of(PILCROW, "\u00C2", "\u00B6", PILCROW + "/", "/a" + PILCROW)),
        Tuple.of(2, Arbitraries.of("\n" + PILCROW, "\n" + PILCROW + "bob", PILCROW + "bob\n")),
        Tuple.of(
            2,
            Arbitraries.of(
                token, token.substring(0, 8), token.substring(8), token + "@", token + PILCROW)),
        Tuple.of(1, Arbitraries.of("y".repeat(1_000), "y".repeat(4_060), "/".repeat(1_030))));
  }
}
