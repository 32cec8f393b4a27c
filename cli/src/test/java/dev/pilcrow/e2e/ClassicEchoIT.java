package dev.pilcrow.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clients of the lab sheet's exercise 2 on an echoing hub. */
class ClassicEchoIT {
  private static final int MANY = 32;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void every_line_comes_back_once_and_in_order() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Peer alice = client(hub, "alice");
    for (int i = 0; i < 200; i++) {
      echo(alice, "line " + i);
    }
    alice.leave();
    assertEquals(200, alice.output().size());
  }

  @Test
  void text_is_echoed_as_it_stands() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    ProcessBuilder command = command(hub, "alice");
    Peer alice = stage.start(command, "alice");
    for (String line :
        List.of("", "¶", "a ¶ b", "¶¶¶", "\\n is no escape here", "tab\tand \u0001", "été 日本 🎈")) {
      echo(alice, line);
    }
    alice.typeRaw("no line feed");
    Await.until(
        "an echo", () -> new String(Stage.bytes(command), UTF_8).endsWith("\nno line feed"));
    alice.leave();
  }

  @Test
  void the_end_of_input_says_goodbye() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Peer alice = client(hub, "alice");
    echo(alice, "hello");
    alice.leave();
    hub.awaitLabClientLeft("alice");
    hub.shutDown();
    assertEquals(1, hub.labClientsLeft());
  }

  @Test
  void an_interrupt_says_goodbye() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Peer alice = client(hub, "alice");
    echo(alice, "hello");
    alice.interrupt();
    assertEquals(130, alice.exitCode());
    hub.awaitLabClientLeft("alice");
    assertFalse(Files.exists(stage.path("alice")));
  }

  @Test
  void a_goodbye_before_a_word_was_said_is_one() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Peer alice = client(hub, "alice");
    alice.leave();
    hub.awaitLabClientLeft("alice");
  }

  @Test
  void thirty_two_at_once_in_lockstep() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    List<Peer> clients = new ArrayList<>();
    for (int c = 0; c < MANY; c++) {
      clients.add(client(hub, "client" + c));
    }
    for (int round = 0; round < 20; round++) {
      for (int c = 0; c < MANY; c++) {
        clients.get(c).type("round " + round + " of " + c);
      }
      for (int c = 0; c < MANY; c++) {
        clients.get(c).expect("round " + round + " of " + c);
      }
    }
    for (Peer client : clients) {
      client.leave();
      assertEquals(20, client.output().size());
    }
    hub.shutDown();
    assertEquals(MANY * 20, hub.counter("frames"));
    assertEquals(MANY, hub.labClientsLeft());
  }

  @Test
  void thirty_two_at_full_speed() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    List<ProcessBuilder> commands = new ArrayList<>();
    List<Peer> clients = new ArrayList<>();
    for (int c = 0; c < MANY; c++) {
      // Lines as long as the client's reads: it takes one, sends it, waits for its echo, takes the
      // next.
      Path input = stage.file("input" + c, linesOfOneRead(c, 100));
      ProcessBuilder command = command(hub, "client" + c).redirectInput(input.toFile());
      commands.add(command);
      clients.add(stage.start(command, "client" + c));
    }
    for (int c = 0; c < MANY; c++) {
      assertEquals(0, clients.get(c).exitCode());
      assertArrayEquals(
          Stage.utf8(linesOfOneRead(c, 100)), Stage.bytes(commands.get(c)), "what came back");
    }
  }

  @Test
  void native_clients_beside_them_get_their_own_echoes() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Peer alice = client(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    for (int i = 0; i < 50; i++) {
      alice.type("classic " + i);
      bob.say("native " + i);
      alice.expect("classic " + i);
      bob.expect("bob¶native " + i);
    }
    bob.sayTo("alice", "a word from bob");
    bob.goodbye();
    bob.expect("hub¶bye disconnect");
    bob.expectEnd();
    alice.type("still here");
    alice.expect("a word from bob"); // one read after each write: it was waiting in the FIFO
    alice.leave();
  }

  private static void echo(Peer client, String line) {
    client.type(line);
    client.expect(line);
  }

  private Peer client(HubProcess hub, String name) {
    return stage.start(command(hub, name), name);
  }

  private ProcessBuilder command(HubProcess hub, String name) {
    return stage.pythonCommand("classic_client.py", hub.inbox(), stage.path(name));
  }

  private static String linesOfOneRead(int client, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String start = "client " + client + " line " + i + " ";
      lines.append(start).append("x".repeat(999 - start.length())).append('\n');
    }
    return lines.toString();
  }
}
