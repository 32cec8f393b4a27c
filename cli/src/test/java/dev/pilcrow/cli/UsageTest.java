package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is told to those who mistyped: the words that the documents use, and exit code 2. */
@Timeout(60)
class UsageTest {
  private final StringWriter told = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hub --linger -1        | --linger: seconds, 0 to 86400",
        "hub --linger 86401     | --linger: seconds, 0 to 86400",
        "hub --max-sessions 0   | --max-sessions: at least 1",
        "hub --max-sessions x   | Invalid value for option '--max-sessions':"
            + " 'x' is no whole number up to 2147483647",
        "hub --mode foo         | Invalid value for option '--mode':"
            + " 'foo' is none of echo, chat",
        "hub --presence maybe   | Invalid value for option '--presence':"
            + " 'maybe' is none of on, off",
        "hub --slow fast        | Invalid value for option '--slow':"
            + " 'fast' is none of gap, disconnect, wait",
        "who --timeout x        | Invalid value for option '--timeout':"
            + " 'x' is no number of seconds",
        "who --timeout NaN      | Invalid value for option '--timeout':"
            + " 'NaN' is no number of seconds",
        "ping --timeout 1e300   | --timeout: seconds, more than 0, at most 2147483647",
        "ping --timeout 0       | --timeout: seconds, more than 0, at most 2147483647",
        "ping --count 0         | --count: 1 to 1000000",
        "hub --dir=             | --dir: an empty path names no directory",
        "who --dir=             | --dir: an empty path names no directory",
      })
  void a_value_that_will_not_do_is_told_by_the_name_of_its_option(String line, String message) {
    String command = line.substring(0, line.indexOf(' '));
    assertEquals(
        List.of("pilcrow " + command + ": " + message, "Try 'pilcrow " + command + " --help'."),
        refusal(line.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--mode=chat",
        "--classic",
        "--exit-when-empty",
        "--presence=on",
        "--slow=wait",
        "--queue=1M",
        "--queues=1G",
        "--max-sessions=1",
        "--linger=1"
      })
  void nothing_goes_with_bare_that_it_would_pass_over(String option) {
    String name = option.split("=", -1)[0];
    assertEquals(
        "pilcrow hub: --bare serves one client and ends with it: " + name + " does nothing",
        refusal("hub", "--bare", option).get(0));
  }

  @Test
  void an_argument_that_java_could_not_read_is_not_sent_as_something_else() {
    assertTrue(refusal("send", "caf\uFFFD").get(0).startsWith("pilcrow send: An argument holds"));
  }

  @Test
  void without_a_command_all_are_listed() {
    List<String> lines = refusal();
    assertEquals("pilcrow: A command is missing.", lines.get(0));
    for (String command : List.of("hub", "client", "send", "who", "ping", "demo", "help")) {
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("  " + command + " ")), command);
    }
  }

  @Test
  void files_that_are_missing_or_no_text_or_there_already_are_told_in_words(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("x.replay");
    assertEquals(
        List.of("pilcrow replay: " + file + ": there is no such file or directory"),
        failure("replay", file.toString()));

    Files.write(file, new byte[] {'a', (byte) 0xFF});
    assertEquals(
        List.of("pilcrow replay: " + file + ": this is no UTF-8 text"),
        failure("replay", file.toString()));

    assertEquals(
        "x.svg exists already and is not written over: name another",
        Main.message(new UncheckedIOException(new FileAlreadyExistsException("x.svg"))));
  }

  private List<String> refusal(String... arguments) {
    return told(ExitCode.USAGE, arguments);
  }

  private List<String> failure(String... arguments) {
    return told(ExitCode.FAILURE, arguments);
  }

  private List<String> told(int exitCode, String... arguments) {
    told.getBuffer().setLength(0);
    CommandLine commandLine = Main.commandLine(arguments);
    commandLine.setErr(new PrintWriter(told, true));
    assertEquals(exitCode, commandLine.execute(arguments), told::toString);
    return told.toString().lines().toList();
  }
}
