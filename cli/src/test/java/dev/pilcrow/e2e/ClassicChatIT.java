package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clients of the lab sheet's exercise 3 on a hub that sends what one says to everyone. */
class ClassicChatIT {
  private static final int MANY = 32;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void alone_a_client_hears_itself() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    Peer alice = client(hub, "alice");
    for (int i = 0; i < 100; i++) {
      alice.type("line " + i);
      alice.expect("line " + i);
    }
    alice.leave();
    hub.awaitLabClientLeft("alice");
    assertEquals(100, alice.output().size());
  }

  @Test
  void two_hear_each_other_while_they_have_nothing_to_say() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    Peer alice = client(hub, "alice");
    Peer bob = client(hub, "bob");
    for (int i = 0; i < 50; i++) {
      Peer speaker = i % 3 == 0 ? alice : bob;
      speaker.type("word " + i);
      alice.expect("word " + i);
      bob.expect("word " + i);
    }
    alice.leave();
    hub.awaitLabClientLeft("alice");
    bob.type("alone");
    bob.expect("alone");
    bob.interrupt();
    assertEquals(130, bob.exitCode());
    hub.awaitLabClientLeft("bob");
  }

  @Test
  void thirty_two_hear_the_same_in_the_same_order() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    List<Peer> clients = new ArrayList<>();
    for (int c = 0; c < MANY; c++) {
      clients.add(client(hub, "client" + c));
    }
    int rounds = 5;
    for (int round = 0; round < rounds; round++) {
      List<String> said = new ArrayList<>();
      for (int c = 0; c < MANY; c++) {
        said.add("round " + round + " of " + c);
        clients.get(c).type("round " + round + " of " + c);
      }
      List<String> heard = take(clients.get(0), MANY);
      for (Peer client : clients.subList(1, MANY)) {
        assertEquals(heard, take(client, MANY), "one order for all");
      }
      List<String> sorted = new ArrayList<>(heard);
      Collections.sort(sorted);
      Collections.sort(said);
      assertEquals(said, sorted, "each line once");
    }
    clients.forEach(Peer::leave);
    for (Peer client : clients) {
      assertEquals(MANY * rounds, client.output().size());
    }
  }

  @Test
  void classic_and_native_clients_talk_to_each_other() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    WireClient bob = stage.join(hub, "bob");
    Peer alice = client(hub, "alice");
    bob.expect("¶alice");

    alice.type("hello, a \\ and a ¶");
    alice.expect("hello, a \\ and a ¶");
    bob.expect("alice¶hello, a \\\\ and a ¶");

    bob.say("two\\nlines, a \\\\");
    bob.expect("bob¶two\\nlines, a \\\\");
    alice.expect("two");
    alice.expect("lines, a \\");

    bob.sayTo("alice", "for you alone");
    alice.expect("for you alone");

    alice.leave();
    bob.expect("alice¶");
    assertEquals(4, alice.output().size(), "and nothing of comings, goings and the hub");
  }

  @Test
  void what_is_longer_than_a_frame_reaches_native_clients_in_parts() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    WireClient bob = stage.join(hub, "bob");
    WireClient dave = stage.client(stage.directory("elsewhere"), "dave");
    bob.write("¶" + dave.path());
    bob.expect("¶dave");
    bob.write(dave.path() + "¶" + "\\".repeat(3000));
    bob.expect("dave+¶" + "\\".repeat(3840), "dave+.¶" + "\\".repeat(2 * 3000 - 3840));
    Await.until("all of it, raw", () -> dave.unfinished().equals("\\".repeat(3000)));
    stage.expectLeftover(dave.path());
  }

  private static List<String> take(Peer client, int lines) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      taken.add(client.nextLine());
    }
    return taken;
  }

  private Peer client(HubProcess hub, String name) {
    Peer client = stage.python("classic_chat_client.py", hub.inbox(), stage.path(name));
    hub.awaitLog("joined " + name + " classic " + stage.path(name));
    return client;
  }
}
