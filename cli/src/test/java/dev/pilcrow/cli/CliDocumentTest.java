package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.client.CloseReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/cli.md and the code tell the same. */
class CliDocumentTest {
  private static final Pattern SECTION = Pattern.compile("(?m)^## pilcrow (\\w+)$");
  private static final Pattern OPTION = Pattern.compile("(?m)^\\| `(--[a-z-]+)[^|]*\\|");
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

  private final String document = Files.readString(Path.of("../docs/cli.md"));
  private final Map<String, CommandLine> commands = Main.commandLine().getSubcommands();

  CliDocumentTest() throws IOException {}

  @Test
  void every_option_of_every_command_is_documented_and_no_other() {
    Map<String, Set<String>> inCode = new TreeMap<>();
    commands.forEach((name, command) -> inCode.put(name, options(command)));

    Map<String, Set<String>> documented = new TreeMap<>();
    sections().forEach((name, text) -> documented.put(name, all(OPTION, text)));

    assertEquals(inCode, documented);
  }

  @Test
  void every_exit_code_of_the_code_is_in_the_table() {
    for (int code :
        new int[] {
          ExitCode.OK, ExitCode.FAILURE, ExitCode.USAGE, ExitCode.INTERRUPTED, ExitCode.BROKEN_PIPE
        }) {
      assertTrue(document.contains("\n| " + code + " | "), "exit code " + code);
    }
  }

  @Test
  void every_reason_of_a_bye_is_named() {
    for (CloseReason reason : CloseReason.values()) {
      assertTrue(document.contains("`" + JsonPrinter.word(reason) + "`"), reason::name);
    }
  }

  @Test
  void bounds_are_told_with_their_values() {
    assertTrue(document.contains("A line holds at most 262,144 octets"));
    assertEquals(262_144, Conversation.MAX_LINE_OCTETS);
    assertTrue(document.contains("at most about 128 KiB not yet dealt with"));
    assertEquals(128 << 10, Window.MAX_PINGS * Window.PING_OCTETS);
    assertTrue(document.contains("when 16 MiB wait"));
    assertEquals(16 << 20, ClassicConversation.MAX_WAITING_OCTETS);
    assertTrue(document.contains("`-2` to `-99`"));
    assertEquals(99, ClientNames.MAX_TRIED);
  }

  @Test
  void help_texts_hold_no_variable_that_is_not_filled_in() {
    commands.forEach(
        (name, command) -> {
          String usage = command.getUsageMessage();
          assertFalse(usage.contains("${") || usage.contains("null"), usage);
          assertTrue(usage.contains("Usage: pilcrow " + name), usage);
        });
  }

  private static Set<String> options(CommandLine command) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.add(option.longestName());
      }
    }
    names.removeAll(EVERYWHERE);
    return names;
  }

  private Map<String, String> sections() {
    Map<String, String> sections = new TreeMap<>();
    Matcher heading = SECTION.matcher(document);
    while (heading.find()) {
      int end = document.indexOf("\n## ", heading.end());
      sections.put(heading.group(1), document.substring(heading.end(), end));
    }
    return sections;
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> all = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
