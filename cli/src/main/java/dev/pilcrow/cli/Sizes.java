package dev.pilcrow.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes in octets as people write them: {@code 65536}, {@code 64K}, {@code 1M}, {@code 1G}. */
final class Sizes implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    String number = text.toUpperCase(Locale.ROOT);
    int shift = 0;
    int last = number.isEmpty() ? -1 : "KMG".indexOf(number.charAt(number.length() - 1));
    if (last >= 0) {
      shift = 10 * (last + 1);
      number = number.substring(0, number.length() - 1);
    }
    try {
      long octets = Math.multiplyExact(Long.parseLong(number), 1L << shift);
      return Math.toIntExact(octets);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a size: a number below 2G, with K, M or G behind it or not");
    }
  }
}
