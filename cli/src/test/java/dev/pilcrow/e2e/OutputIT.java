package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands whose stdout takes nothing, each for another reason; and what they print if it does. */
class OutputIT {
  private static final int FAILURE = 1;
  private static final int BROKEN_PIPE = 141;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void a_full_disk_is_told_by_every_command() {
    assertAll("", new File("/dev/full"), FAILURE, "no space left on device");
  }

  @Test
  void a_stdout_that_cannot_be_written_to_is_told_by_every_command() {
    // what ./pilcrow makes of one that is closed
    assertAll("exec </dev/null 1</dev/null", new File("/dev/null"), FAILURE, "bad file descriptor");
  }

  @Test
  void a_reader_that_has_gone_is_no_error_to_speak_of_for_any_command() {
    // opening it for writing takes a reader, who is gone when the command begins
    String noReader = "mkfifo $0 && exec 3<>$0 >$0 3>&- && rm $0";
    assertAll(noReader, new File("/dev/null"), BROKEN_PIPE, "");
  }

  /** Starts all commands at once, after that line of the shell. */
  private void assertAll(String before, File output, int code, String error) {
    String directory = stage.hub().directory().toString();
    Map<String, String[]> commands = new TreeMap<>();
    commands.put("pilcrow client", new String[] {"client", "--json", "--dir", directory});
    commands.put("pilcrow who", new String[] {"who", "--json", "--dir", directory});
    commands.put("pilcrow ping", new String[] {"ping", "--dir", directory});
    commands.put("pilcrow demo", new String[] {"demo"});
    commands.put("pilcrow hub", new String[] {"hub", "--dir", stage.path("h").toString()});
    commands.put("pilcrow", new String[] {"--version"});
    List<Peer> peers = new ArrayList<>();
    commands.forEach((name, arguments) -> peers.add(start(name, arguments, before, output)));
    for (Peer peer : peers) {
      assertEquals(code, peer.exitCode(), peer::report);
    }
    int at = 0;
    for (String name : commands.keySet()) {
      List<String> errors = peers.get(at++).errors();
      List<String> own = errors.stream().filter(line -> line.startsWith("pilcrow")).toList();
      assertEquals(
          error.isEmpty() ? List.of() : List.of(name + ": cannot write the output: " + error), own);
    }
    assertTrue(Files.notExists(stage.path("h")), "what the hub made is left");
  }

  private Peer start(String name, String[] arguments, String before, File output) {
    Path fifo = stage.path(name.replace(' ', '-') + ".fifo");
    String[] command =
        Stage.prepend(
            stage.pilcrowCommand(arguments),
            "bash",
            "-c",
            (before.isEmpty() ? ":" : before) + " && exec \"$@\"",
            fifo.toString());
    return stage.start(
        stage.command(command).redirectInput(new File("/dev/null")).redirectOutput(output), name);
  }

  @Test
  void help_lists_the_commands_and_tells_of_one() {
    Peer all = stage.pilcrow("help");
    Peer one = stage.pilcrow("help", "who");
    assertEquals(0, all.exitCode(), all::report);
    assertTrue(all.output().stream().anyMatch(line -> line.startsWith("  who ")), all::report);
    assertEquals(0, one.exitCode(), one::report);
    assertTrue(one.nextLine().startsWith("Usage: pilcrow who "), one::report);
    assertEquals(List.of(), all.errors());
  }

  @Test
  void an_argument_that_is_no_utf_8_is_refused() {
    String[] send = stage.pilcrowCommand("send", "--dir", stage.path("h").toString());
    Peer sent =
        stage.start(
            stage.command(Stage.prepend(send, "bash", "-c", "exec \"$@\" $'caf\\xe9'", "bash")),
            "send");
    assertEquals(2, sent.exitCode(), sent::report);
    assertTrue(sent.errors().get(0).contains("no UTF-8"), sent::report);
  }
}
