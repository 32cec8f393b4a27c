package dev.pilcrow.protocol.classic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pilcrow.protocol.ProtocolDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the classic protocol cannot tell apart is read as docs/protocol.md, section 14, says. */
class AmbiguityTableTest {
  private static final ProtocolDocument.Table TABLE = ProtocolDocument.read().table("ambiguities");
  private static final List<String> PATHS = List.of("/a", "/b", "/t/a");
  private static final String TOKEN = "a11ce00000000000";
  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

  @Test
  void every_kind_of_ambiguity_has_an_example() {
    List<String> kinds =
        Arrays.stream(ClassicAmbiguity.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList();

    assertEquals(kinds, TABLE.column("kind").stream().distinct().toList());
  }

  @TestFactory
  Stream<DynamicTest> every_example_is_read_as_it_is_listed() {
    List<String> written = TABLE.column("written");
    List<String> read = TABLE.column("read as");
    return IntStream.range(0, written.size())
        .mapToObj(
            i ->
                dynamicTest(
                    written.get(i) + " is " + read.get(i),
                    () -> assertEquals(read.get(i).replace("`", ""), decode(written.get(i)))));
  }

  /** All that is quoted, in one read, as {@link ClassicListener} hears it. */
  private static String decode(String written) {
    String burst =
        written.contains("`")
            ? QUOTED
                .matcher(written)
                .results()
                .map((MatchResult quoted) -> quoted.group(1))
                .collect(Collectors.joining())
            : written;
    byte[] octets = burst.replace('␊', '\n').replace("TOKEN", TOKEN).getBytes(UTF_8);
    ClassicListener listener = new ClassicListener(new KnownAddresses(PATHS, List.of(TOKEN)));
    listener.read(new String(octets, ISO_8859_1), true);
    String heard = String.join("; ", listener.heard);
    return new String(heard.getBytes(ISO_8859_1), UTF_8).replace('\n', '␊').replace(TOKEN, "TOKEN");
  }
}
