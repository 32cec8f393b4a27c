package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code pilcrow client --classic} against servers that behave as the lab sheet's do. */
class LabServerIT {
  private static final int SIGINT = 2;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void every_line_comes_back_from_the_server_of_exercise_2() {
    Peer server = server("classic_server.py");
    Peer client = client("--classic");
    assertTrue(server.nextLine().startsWith("registered: "));
    for (int i = 0; i < 100; i++) {
      client.type("line " + i);
      client.expect("line " + i);
    }
    client.leave();
    assertTrue(server.nextLine().startsWith("left: "));
    assertEquals(0, server.exitCode(), server::report);
    assertEquals(100, client.output().size());
  }

  @Test
  void what_is_piped_in_does_not_hurry_the_server_into_its_faults() {
    Peer server = server("classic_server.py");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append("line ").append(i).append(" été ".repeat(i)).append('\n');
    }
    ProcessBuilder command =
        clientCommand("--classic", "--raw")
            .redirectInput(stage.file("input", text.toString()).toFile());
    Peer client = stage.start(command, "client");
    assertEquals(0, client.exitCode(), client::report);
    assertArrayEquals(Stage.utf8(text.toString()), Stage.bytes(command));
    assertEquals(0, server.exitCode(), server::report);
  }

  @Test
  void its_separator_is_not_sent() {
    Peer server = server("classic_server.py");
    Peer client = client("--classic");
    client.type("hello");
    client.expect("hello");
    client.type("a ¶ of mine");
    client.type("still here");
    client.expect("still here");
    assertEquals(1, client.errors().size(), client::report);
    assertTrue(client.errors().get(0).startsWith("pilcrow client: line 2: "), client::report);
    client.leave();
    assertEquals(0, server.exitCode(), server::report);
  }

  @Test
  void an_interrupt_says_goodbye_to_it() {
    assumeFalse(Proc.ignoresSignal(SIGINT), "run with SIGINT ignored, as are its children");
    Peer server = server("classic_server.py");
    Peer client = client("--classic");
    client.type("hello");
    client.expect("hello");
    client.interrupt();
    assertEquals(130, client.exitCode(), client::report);
    assertTrue(server.nextLine().startsWith("registered: "));
    assertTrue(server.nextLine().startsWith("left: "));
    assertEquals(0, server.exitCode(), server::report);
  }

  @Test
  void a_server_that_is_killed_is_told() {
    Peer server = server("classic_server.py");
    Peer client = client("--classic");
    client.type("hello");
    client.expect("hello");
    server.kill();
    stage.expectLeftover(stage.path("server"));
    client.type("are you there?");
    assertEquals(1, client.exitCode(), client::report);
    assertEquals(1, client.errors().size(), client::report);
  }

  @Test
  void every_line_comes_back_from_the_server_of_exercise_1() {
    Peer server = server("bare_server.py");
    Peer client = client("--classic", "--bare");
    for (int i = 0; i < 100; i++) {
      client.type("line ¶ " + i);
      client.expect("line ¶ " + i);
    }
    client.leave();
    assertEquals(0, server.exitCode(), server::report);
  }

  @Test
  void all_octets_of_a_file_come_back_from_the_server_of_exercise_1() {
    Peer server = server("bare_server.py");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("¶ \\ \u0001 ").append(i).append(i % 7 == 0 ? "\n" : "\u0000");
    }
    ProcessBuilder command =
        clientCommand("--classic", "--bare", "--raw")
            .redirectInput(stage.file("input", text.toString()).toFile());
    Peer client = stage.start(command, "client");
    assertEquals(0, client.exitCode(), client::report);
    assertArrayEquals(Stage.utf8(text.toString()), Stage.bytes(command));
    assertEquals(0, server.exitCode(), server::report);
  }

  @Test
  void it_talks_to_our_own_hub_in_the_same_way() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Peer client =
        stage.start(
            stage.command(stage.pilcrowCommand("client", "--classic", hub.inbox().toString())),
            "client");
    client.type("hello");
    client.expect("hello");
    client.leave();
    HubProcess bare = stage.hub("--bare");
    Peer other =
        stage.start(
            stage.command(
                stage.pilcrowCommand("client", "--classic", "--bare", bare.inbox().toString())),
            "client");
    other.type("hello");
    other.expect("hello");
    other.leave();
    assertEquals(0, bare.exitCode(), bare::report);
  }

  private Peer server(String script) {
    Path fifo = stage.path("server");
    Peer server = stage.python(script, fifo);
    server.expect("made " + fifo);
    return server;
  }

  private Peer client(String... options) {
    return stage.start(clientCommand(options), "client");
  }

  private ProcessBuilder clientCommand(String... options) {
    List<String> arguments = new ArrayList<>(List.of("client"));
    arguments.addAll(List.of(options));
    arguments.add(stage.path("server").toString());
    return stage.command(stage.pilcrowCommand(arguments.toArray(new String[0])));
  }
}
