package dev.pilcrow.cli;

import dev.pilcrow.cli.HubCommand.OnOff;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.explore.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read; what is none of them is told in words for users. */
final class Values {
  private static final double NANOS_PER_SECOND = 1e9;

  private Values() {}

  /** Makes a command and its subcommands read values so. */
  static void register(CommandLine command) {
    command.registerConverter(int.class, Values::wholeNumber);
    command.registerConverter(long.class, Values::longNumber);
    command.registerConverter(Long.class, Values::longNumber);
    command.registerConverter(Double.class, Values::seconds);
    command.registerConverter(double.class, Values::seconds);
    command.registerConverter(Level.class, text -> word(text, Level.values()));
    command.registerConverter(HubMode.class, text -> word(text, HubMode.values()));
    command.registerConverter(SlowPolicy.class, text -> word(text, SlowPolicy.values()));
    command.registerConverter(OnOff.class, text -> word(text, OnOff.values()));
    command.registerConverter(PollerChoice.class, text -> word(text, PollerChoice.values()));
  }

  /** All numbers with a fraction are seconds. */
  private static double seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new TypeConversionException("'" + text + "' is no number of seconds");
  }

  private static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is no whole number up to " + Integer.MAX_VALUE);
    }
  }

  private static long longNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number");
    }
  }

  /**
   * A value made of options.
   *
   * @param made throws IllegalArgumentException, with a text for users, if they make none
   */
  static <T> T of(CommandSpec command, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** What an option may name, a line each: its word, and what it means. */
  static <V> String list(V[] choices, Function<V, String> word, Function<V, String> meaning) {
    return Arrays.stream(choices)
        .map(choice -> "%-12s %s%n".formatted(word.apply(choice), meaning.apply(choice)))
        .collect(Collectors.joining());
  }

  /** Seconds in nanoseconds. */
  static long nanos(double seconds) {
    return (long) (seconds * NANOS_PER_SECOND);
  }

  /** One of several words, which are the names of an enum's constants. */
  private static <E extends Enum<E>> E word(String text, E[] choices) {
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    String words = Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", "));
    throw new TypeConversionException(
        "'" + text + "' is none of " + words.toLowerCase(Locale.ROOT));
  }
}
