package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client in bash, which is a whole native client, on its own and with others. */
class NativeChatIT {
  private static final int MANY = 32;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void in_echo_mode_every_line_comes_back_once_and_in_order() {
    HubProcess hub = stage.hub("--mode", "echo");
    Peer alice = stage.bashClient(hub, "alice");
    for (int i = 0; i < 100; i++) {
      alice.type("line-" + i);
      alice.expect("alice¶line-" + i);
    }
    alice.leave();
    assertEquals("hub¶bye\\ disconnect", alice.nextLine());
    assertEquals(101, alice.output().size());
    hub.awaitLog("left alice: said goodbye");
    assertEquals(List.of("hub"), hub.names());
  }

  @Test
  void empty_lines_backslashes_and_separators_survive() {
    HubProcess hub = stage.hub("--mode", "echo");
    Peer alice = stage.bashClient(hub, "alice");
    alice.type("");
    alice.expect("alice¶\\\\-");
    alice.type("a\\b¶c");
    alice.expect("alice¶a\\\\\\\\b¶c");
    alice.typeRaw("no-line-feed");
    alice.leave();
    alice.expect("alice¶no-line-feed");
  }

  @Test
  void what_was_piped_in_is_answered_before_the_goodbye_is() {
    HubProcess hub = stage.hub("--mode", "echo");
    StringBuilder input = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      input.append("line-").append(i).append('\n');
      expected.add("alice¶line-" + i);
    }
    expected.add("hub¶bye\\ disconnect");
    Peer alice =
        stage.start(
            stage
                .bashClientCommand(hub, "alice")
                .redirectInput(stage.file("input", input.toString()).toFile()),
            "alice");
    assertEquals(0, alice.exitCode());
    assertEquals(expected, alice.output());
  }

  @Test
  void in_chat_mode_all_hear_all_and_who_comes_and_goes() {
    HubProcess hub = stage.hub("--mode", "chat");
    WireClient bob = stage.join(hub, "bob");
    Peer alice = stage.bashClient(hub, "alice");
    bob.expect("¶alice");
    alice.type("hello");
    bob.expect("alice¶hello");
    alice.expect("alice¶hello");
    bob.sayTo("alice", "psst");
    alice.expect("bob@alice¶psst");
    bob.sayTo("nobody", "psst");
    bob.expect("hub¶error no-such-name nobody is not here");
    alice.leave();
    bob.expect("alice¶");
    bob.sayTo("hub", "who");
    bob.expect("hub¶who bob");
  }

  @Test
  void thirty_two_in_lockstep_hear_the_same_in_the_same_order() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    List<Peer> clients = new ArrayList<>();
    for (int c = 0; c < MANY; c++) {
      clients.add(stage.bashClient(hub, "client" + c));
    }
    for (int c = 0; c < MANY; c++) {
      hub.awaitLog("joined client" + c);
    }
    for (int round = 0; round < 5; round++) {
      for (int c = 0; c < MANY; c++) {
        clients.get(c).type("round-" + round);
      }
      List<String> heard = take(clients.get(0));
      for (Peer client : clients.subList(1, MANY)) {
        assertEquals(heard, take(client), "one order for all");
      }
      for (int c = 0; c < MANY; c++) {
        assertTrue(heard.contains("client" + c + "¶round-" + round), heard::toString);
      }
    }
    clients.forEach(Peer::leave);
  }

  @Test
  void in_echo_mode_others_are_spoken_to_by_name_or_all_at_once() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    alice.sayTo("bob", "to you");
    alice.sayTo("everyone", "to all");
    alice.sayTo("alice", "to me");
    alice.say("to me again");
    alice.expect("alice@everyone¶to all", "alice¶to me", "alice¶to me again");
    bob.expect("alice@bob¶to you", "alice@everyone¶to all");
  }

  @Test
  void a_ping_is_answered_when_all_before_it_has_been_sequenced() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    alice.say("one");
    alice.sayTo("hub", "ping after one");
    alice.say("two");
    alice.expect("alice¶one", "hub¶pong after one", "alice¶two");
    alice.sayTo("hub", "dance");
    alice.expect("hub¶error no-such-command the hub knows who and ping");
  }

  private static List<String> take(Peer client) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      taken.add(client.nextLine());
    }
    return taken;
  }
}
