package dev.pilcrow.protocol.classic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.Wire;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Frames that have no end of their own come apart at the beginnings of the next. */
class ClassicDecoderProperties {

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(onFailureOnly = true)
  void a_burst_comes_apart_as_it_was_written_exactly_if_it_holds_no_listed_ambiguity(
      @ForAll("bursts") List<WrittenFrame> burst) {
    Set<ClassicAmbiguity> ambiguities =
        ClassicAmbiguity.of(burst, ClassicBursts.KNOWN, ClassicBursts.TOKENS);
    List<String> meant = burst.stream().map(WrittenFrame::meaning).toList();
    String octets = String.join("", burst.stream().map(WrittenFrame::text).toList());

    List<String> heard = listener().read(octets, true).heard;

    assertEquals(ambiguities.isEmpty(), heard.equals(meant), () -> ambiguities + " " + heard);
    collect(burst, ambiguities);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void reads_that_do_not_empty_the_inbox_may_be_cut_anywhere(
      @ForAll("soup") String octets, @ForAll("cuts") List<Double> cuts) {
    // What is longer than any frame is not waited for, so there a cut may cost one violation more.
    Assume.that(octets.length() < Wire.MAX_FRAME);
    ClassicListener cut = listener();
    int at = 0;
    for (double share : cuts) {
      int to = at + (int) (share * (octets.length() - at));
      cut.read(octets.substring(at, to), false);
      at = to;
    }
    cut.read(octets.substring(at), true);

    assertEquals(listener().read(octets, true).heard, cut.heard);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void any_octets_are_consumed_without_an_exception(
      @ForAll byte[] octets, @ForAll boolean drained) {
    listener().read(new String(octets, ISO_8859_1), drained);
  }

  private static void collect(List<WrittenFrame> burst, Set<ClassicAmbiguity> ambiguities) {
    Statistics.label("exact bursts of several frames")
        .collect(ambiguities.isEmpty() && burst.size() > 1)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
    for (ClassicAmbiguity ambiguity : ClassicAmbiguity.values()) {
      Statistics.label(ambiguity.name())
          .collect(ambiguities.contains(ambiguity))
          .coverage(coverage -> coverage.check(true).count(count -> count > 0));
    }
  }

  private static ClassicListener listener() {
    return new ClassicListener(new KnownAddresses(ClassicBursts.KNOWN, ClassicBursts.TOKENS));
  }

  @Provide
  Arbitrary<List<WrittenFrame>> bursts() {
    return ClassicBursts.bursts();
  }

  @Provide
  Arbitrary<String> soup() {
    return ClassicBursts.soup();
  }

  /** Each a share of what is left. */
  @Provide
  Arbitrary<List<Double>> cuts() {
    return Arbitraries.doubles().between(0, 1).list().ofMaxSize(4);
  }
}
