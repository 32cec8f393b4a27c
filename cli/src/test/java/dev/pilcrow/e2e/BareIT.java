package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client of the lab sheet's exercise 1 on {@code pilcrow hub --bare}. */
class BareIT {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void every_line_comes_back_and_the_hub_ends_with_its_client() {
    HubProcess hub = stage.hub("--bare");
    Peer client = client(hub);
    for (int i = 0; i < 100; i++) {
      client.type("line " + i);
      client.expect("line " + i);
    }
    client.leave();
    assertEnded(hub, 0);
    assertEquals(List.of(), hub.errors());
  }

  @Test
  void octets_go_round_as_they_are() {
    HubProcess hub = stage.hub("--bare");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append("¶ \\ \u0001 é ").append(i).append(i % 7 == 0 ? "\n" : "\u0000");
    }
    Path input = stage.file("input", text.toString());
    ProcessBuilder command = command(hub).redirectInput(input.toFile());
    Peer client = stage.start(command, "client");
    assertEquals(0, client.exitCode());
    assertEnded(hub, 0);
    assertArrayEquals(Stage.utf8(text.toString()), Stage.bytes(command));
  }

  @Test
  void it_ends_when_its_client_is_killed() {
    HubProcess hub = stage.hub("--bare");
    Peer client = client(hub);
    client.type("hello");
    client.expect("hello");
    client.kill();
    stage.expectLeftover(stage.path("client"));
    assertEnded(hub, 0);
  }

  @Test
  void it_ends_on_sigterm_and_its_client_with_it() {
    HubProcess hub = stage.hub("--bare");
    Peer client = client(hub);
    client.type("hello");
    client.expect("hello");
    hub.terminate();
    assertEnded(hub, 0);
    client.endInput();
    assertEquals(0, client.exitCode());
  }

  @Test
  void it_ends_on_sigterm_before_anyone_came() {
    HubProcess hub = stage.hub("--bare");
    hub.terminate();
    assertEnded(hub, 0);
  }

  @Test
  void a_path_that_is_no_fifo_is_refused() {
    HubProcess hub = stage.hub("--bare");
    Path file = stage.file("precious", "precious");
    stage.stranger(hub).write(file.toString());
    assertEnded(hub, 1);
    assertEquals(List.of("pilcrow hub: " + file + ": not a FIFO"), hub.errors());
    assertEquals("precious", stage.read(file));
  }

  private static void assertEnded(HubProcess hub, int code) {
    assertEquals(code, hub.exitCode(), hub::report);
    assertFalse(Files.exists(hub.inbox()), "the inbox is still there");
  }

  private Peer client(HubProcess hub) {
    return stage.start(command(hub), "client");
  }

  private ProcessBuilder command(HubProcess hub) {
    return stage.pythonCommand("bare_client.py", hub.inbox(), stage.path("client"));
  }
}
