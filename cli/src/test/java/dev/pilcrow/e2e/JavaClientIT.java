package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.client.ClientClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Java API against a hub in a process of its own. */
class JavaClientIT {
  private static final int MANY = 32;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void thirty_two_in_lockstep_get_every_echo() throws Exception {
    HubProcess hub = stage.hub("--mode", "echo");
    List<JavaClient> clients = joinMany(hub);
    for (int round = 0; round < 50; round++) {
      for (int c = 0; c < MANY; c++) {
        clients.get(c).say("round " + round);
      }
      for (int c = 0; c < MANY; c++) {
        clients.get(c).expect("client" + c + ": round " + round);
      }
    }
    for (JavaClient client : clients) {
      client.close();
      client.expect("closed: SAID_GOODBYE");
    }
    hub.shutDown();
    assertEquals(50 * MANY, hub.counter("frames"));
    assertEquals(MANY, hub.counter("left-disconnect"));
  }

  @Test
  void thirty_two_hear_the_same_in_the_same_order() throws Exception {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    List<JavaClient> clients = joinMany(hub);
    for (int round = 0; round < 10; round++) {
      for (JavaClient client : clients) {
        client.say("round " + round);
      }
      List<String> heard = take(clients.get(0));
      for (JavaClient client : clients.subList(1, MANY)) {
        assertEquals(heard, take(client), "one order for all");
      }
      for (int c = 0; c < MANY; c++) {
        assertTrue(heard.contains("client" + c + ": round " + round), heard::toString);
      }
    }
    clients.forEach(JavaClient::close);
  }

  @Test
  void all_kinds_of_clients_talk_to_each_other() throws Exception {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    JavaClient alice = stage.joinInJava(hub, "alice");
    Peer bob = stage.bashClient(hub, "bob");
    alice.expect("bob joined");
    Peer carol = stage.python("classic_chat_client.py", hub.inbox(), stage.path("carol"));
    alice.expect("carol joined");
    bob.expect("¶carol");
    WireClient dave = stage.join(hub, "dave");
    alice.expect("dave joined");
    bob.expect("¶dave");

    for (int i = 0; i < 10; i++) {
      alice.say("alice-" + i);
      bob.type("bob-" + i);
      carol.type("carol-" + i);
      dave.say("dave-" + i);
      List<String> heard = new ArrayList<>();
      for (int n = 0; n < 4; n++) {
        String said = alice.next(); // "NAME: text"
        heard.add(said);
        String text = said.substring(said.indexOf(' ') + 1);
        String name = said.substring(0, said.indexOf(':'));
        dave.expect(name + "¶" + text);
        bob.expect(name + "¶" + text);
        carol.expect(text);
      }
      for (String name : List.of("alice", "bob", "carol", "dave")) {
        assertTrue(heard.contains(name + ": " + name + "-" + i), heard::toString);
      }
    }
    bob.leave();
    alice.expect("bob left");
    carol.leave();
    alice.expect("carol left");
    alice.who();
    alice.expect("here: alice dave");
  }

  @Test
  void a_long_message_arrives_whole_whatever_it_holds() throws Exception {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    JavaClient alice = stage.joinInJava(hub, "alice");
    JavaClient bob = stage.joinInJava(hub, "bob");
    String message = "a line\nand ¶ and \\ and \u0000 and 日本 ".repeat(3000);
    alice.sayTo("bob", message);
    assertTrue(bob.next().equals("alice to bob: " + message), "not what was sent");
    alice.sayTo("bob", "");
    bob.expect("alice to bob: ");
  }

  @Test
  void what_was_sent_before_the_goodbye_comes_back_before_it() throws Exception {
    HubProcess hub = stage.hub("--mode", "echo");
    JavaClient alice = stage.joinInJava(hub, "alice");
    for (int i = 0; i < 5000; i++) {
      alice.say("line " + i);
    }
    alice.close();
    for (int i = 0; i < 5000; i++) {
      alice.expect("alice: line " + i);
    }
    alice.expect("closed: SAID_GOODBYE");
  }

  @Test
  void a_hub_that_ends_says_so_and_one_that_is_killed_is_noticed() throws Exception {
    HubProcess first = stage.hub("--mode", "echo");
    JavaClient alice = stage.joinInJava(first, "alice");
    first.shutDown();
    alice.expect("closed: HUB_SHUT_DOWN");

    HubProcess second = stage.hub("--mode", "echo");
    JavaClient bob = stage.joinInJava(second, "bob");
    second.kill();
    bob.expect("closed: HUB_GONE");
    stage.expectLeftover(second.inbox());
    assertEquals(List.of("hub"), second.names(), "bob has tidied up");
  }

  @Test
  void without_a_hub_it_says_that_there_is_none() throws IOException {
    Path directory = stage.directory("empty");
    String message = refusal(directory, "alice");
    assertTrue(message.contains("start a hub there with"), message);
    HubProcess dead = stage.hub();
    dead.kill();
    stage.expectLeftover(dead.inbox());
    message = refusal(dead.directory(), "alice");
    assertTrue(message.contains("nobody reads"), message);
    assertEquals(List.of("hub"), dead.names());
    Files.delete(directory);
  }

  @Test
  void a_name_in_use_is_refused_and_its_holder_is_not_disturbed() throws Exception {
    HubProcess hub = stage.hub("--mode", "echo");
    JavaClient alice = stage.joinInJava(hub, "alice");
    String message = refusal(hub.directory(), "alice");
    assertTrue(message.contains("alice is in use"), message);
    alice.say("still here");
    alice.expect("alice: still here");
  }

  @Test
  void the_name_of_a_killed_process_is_free_at_once_and_brings_none_of_the_old_octets()
      throws Exception {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient carol = stage.join(hub, "carol");
    for (int i = 0; i < 10; i++) {
      Peer old = stage.bashClient(hub, "bob");
      hub.awaitLog(2 * i + 1, "joined bob");
      old.freeze(); // what is said now stays in its FIFO
      carol.say("for the old bob");
      carol.expect("carol¶for the old bob");
      old.kill();
      JavaClient young = stage.joinInJava(hub, "bob");
      carol.say("for the new bob");
      carol.expect("carol¶for the new bob");
      young.expect("carol: for the new bob");
      young.close();
      young.expect("closed: SAID_GOODBYE");
    }
  }

  @Test
  void a_fifo_that_a_dead_client_left_before_the_hub_came_is_taken_over() throws Exception {
    Path directory = stage.directory("private");
    WireClient.makeFifo(directory.resolve("alice"), 0600);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    HubProcess hub = stage.hubIn(directory, "--mode", "echo");
    JavaClient alice = stage.joinInJava(hub, "alice");
    alice.say("hello");
    alice.expect("alice: hello");
  }

  @Test
  void a_file_in_place_of_its_fifo_is_not_removed() throws Exception {
    HubProcess hub = stage.hub("--mode", "echo");
    Path file = Files.writeString(hub.directory().resolve("alice"), "precious");
    String message = refusal(hub.directory(), "alice");
    assertTrue(message.contains(file + " is not a FIFO"), message);
    assertEquals("precious", Files.readString(file));
  }

  private static String refusal(Path directory, String name) {
    return String.valueOf(
        assertThrows(ClientClosedException.class, () -> JavaClient.join(directory, name))
            .getMessage());
  }

  private List<JavaClient> joinMany(HubProcess hub) throws Exception {
    List<JavaClient> clients = new ArrayList<>();
    for (int c = 0; c < MANY; c++) {
      clients.add(stage.joinInJava(hub, "client" + c));
    }
    return clients;
  }

  private static List<String> take(JavaClient client) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      taken.add(client.next());
    }
    return taken;
  }
}
