package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizesTest {
  private final Sizes sizes = new Sizes();

  @Property
  void a_number_is_octets(@ForAll @IntRange(min = 0) int octets) {
    assertEquals(octets, new Sizes().convert(Integer.toString(octets)));
  }

  @ParameterizedTest
  @CsvSource({"64K, 65536", "64k, 65536", "1M, 1048576", "1m, 1048576", "1G, 1073741824", "0K, 0"})
  void a_letter_behind_it_multiplies(String text, int octets) {
    assertEquals(octets, sizes.convert(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "K", "1T", "x", "1.5M", "1 M", "2G", "2147483648", "99999999999G", "--1"})
  void anything_else_is_refused_in_words(String text) {
    TypeConversionException refusal =
        assertThrows(TypeConversionException.class, () -> sizes.convert(text));

    assertEquals(
        "'" + text + "' is not a size: a number below 2G, with K, M or G behind it or not",
        refusal.getMessage());
  }
}
