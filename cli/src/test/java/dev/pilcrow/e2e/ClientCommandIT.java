package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code pilcrow client}, as a process among others. */
class ClientCommandIT {
  private static final int SIGINT = 2;

  @RegisterExtension final Stage stage = new Stage();

  // ---- talking ----

  @Test
  void in_echo_mode_every_line_comes_back_once_and_in_order() {
    HubProcess hub = stage.hub("--mode", "echo");
    Peer alice = client(hub, "alice");
    for (int i = 0; i < 200; i++) {
      alice.type("line " + i);
      alice.expect("line " + i);
    }
    alice.leave();
    assertEquals(200, alice.output().size());
    assertEquals(List.of(), alice.errors());
    hub.awaitLog("left alice: said goodbye");
  }

  @Test
  void what_is_piped_in_comes_back_whole_before_it_ends() {
    HubProcess hub = stage.hub("--mode", "echo");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add("line " + i + (i % 100 == 0 ? " long".repeat(2000) : ""));
    }
    Path input = stage.file("input", String.join("\n", lines)); // the last line needs no LF
    Peer alice =
        stage.start(clientCommand(hub, "alice", "--raw").redirectInput(input.toFile()), "alice");
    assertEquals(0, alice.exitCode(), alice::report);
    assertTrue(alice.output().equals(lines), "not what was sent");
  }

  @Test
  void with_nothing_to_say_it_joins_and_leaves() {
    HubProcess hub = stage.hub();
    ProcessBuilder command = clientCommand(hub, "alice").redirectInput(new File("/dev/null"));
    Peer alice = stage.start(command, "alice");
    assertEquals(0, alice.exitCode(), alice::report);
    hub.awaitLog("left alice: said goodbye");
  }

  @Test
  void it_hears_others_while_its_own_input_is_silent() {
    HubProcess hub = stage.hub();
    Peer alice = client(hub, "alice");
    hub.awaitLog("joined alice");
    WireClient bob = stage.join(hub, "bob");
    alice.expect("* bob has joined");
    for (int i = 0; i < 20; i++) {
      bob.say("line " + i);
      bob.expect("bob¶line " + i);
      alice.expect("bob: line " + i);
    }
    bob.sayTo("alice", "psst \\\\ \u001b[31m");
    alice.expect("bob -> you: psst \\ \\x1b[31m");
    alice.type("@bob psst");
    bob.expect("alice@bob¶psst");
    alice.type("@@bob is a name");
    bob.expect("alice¶@bob is a name");
    alice.expect("alice: @bob is a name");
    alice.type("@nobody psst");
    alice.awaitError("pilcrow client: nobody is not here");
    alice.type("@hub who");
    alice.expect("* here: alice bob");
    bob.goodbye();
    alice.expect("* bob has left");
    alice.leave();
  }

  @Test
  void a_hub_can_be_named_by_its_fifo() {
    HubProcess hub = stage.hub("--mode", "echo");
    Peer alice = stage.pilcrow("client", "--name", "alice", hub.inbox().toString());
    alice.type("hello");
    alice.expect("hello");
    alice.leave();
  }

  @Test
  void programs_get_one_json_object_a_line() {
    HubProcess hub = stage.hub();
    Peer alice = client(hub, "alice", "--json");
    String welcome = alice.nextLine();
    assertTrue(
        welcome.matches(
            "\\{\"type\":\"welcome\",\"name\":\"alice\",\"mode\":\"chat\",\"payload\":3840,"
                + "\"epoch\":\"[0-9a-f]{16}\"}"),
        welcome);
    WireClient bob = stage.join(hub, "bob");
    alice.expect("{\"type\":\"joined\",\"name\":\"bob\"}");
    bob.sayTo("alice", "a \"word\"");
    alice.expect(
        "{\"type\":\"message\",\"from\":\"bob\",\"to\":\"alice\",\"text\":\"a \\\"word\\\"\"}");
    bob.close();
    alice.expect("{\"type\":\"left\",\"name\":\"bob\"}");
    alice.leave();
    assertTrue(alice.nextLine().startsWith("{\"type\":\"bye\",\"reason\":\"said-goodbye\","));
  }

  @Test
  void thirty_two_of_all_kinds_in_lockstep() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    List<Peer> clients = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (int c = 0; c < 32; c++) {
      String name = "client" + c;
      if (c % 8 == 0) {
        clients.add(client(hub, name));
        prefixes.add("");
      } else if (c % 2 == 0) {
        clients.add(stage.bashClient(hub, name));
        prefixes.add(name + "¶");
      } else {
        clients.add(stage.python("classic_client.py", hub.inbox(), stage.path(name)));
        prefixes.add("");
      }
    }
    for (int round = 0; round < 10; round++) {
      for (int c = 0; c < 32; c++) {
        clients.get(c).type("round-" + round + "-of-" + c);
      }
      for (int c = 0; c < 32; c++) {
        clients.get(c).expect(prefixes.get(c) + "round-" + round + "-of-" + c);
      }
    }
    clients.forEach(Peer::leave);
    hub.shutDown();
    assertEquals(32, hub.counter("left-disconnect"));
    assertEquals(320, hub.counter("frames"));
  }

  // ---- slow outputs ----

  @Test
  void a_stdout_that_nobody_reads_harms_nobody_else() {
    HubProcess hub = stage.hub("--presence", "off", "--linger", "0.2");
    ProcessBuilder command =
        clientCommand(hub, "deaf").redirectOutput(ProcessBuilder.Redirect.PIPE);
    Peer deaf = stage.start(command, "deaf");
    hub.awaitLog("joined deaf");
    WireClient alice = stage.join(hub, "alice");
    String filler = "x".repeat(3000);
    for (int i = 0; i < 2000; i++) {
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    deaf.type("I can still speak");
    alice.expect("deaf¶I can still speak");
    deaf.kill();
    hub.awaitLog("left deaf: reader gone");
  }

  @Test
  void a_stdout_that_is_closed_ends_it() {
    HubProcess hub = stage.hub("--mode", "echo");
    ProcessBuilder command =
        clientCommand(hub, "alice").redirectOutput(ProcessBuilder.Redirect.PIPE);
    Peer alice = stage.start(command, "alice");
    hub.awaitLog("joined alice");
    alice.closeOutput();
    alice.type("to nobody");
    assertEquals(141, alice.exitCode(), alice::report);
    hub.awaitLog("left alice: said goodbye");
  }

  // ---- ends ----

  @Test
  void an_interrupt_says_goodbye() {
    assumeFalse(Proc.ignoresSignal(SIGINT), "run with SIGINT ignored, as are its children");
    HubProcess hub = stage.hub("--mode", "echo");
    Peer alice = client(hub, "alice");
    alice.type("hello");
    alice.expect("hello");
    alice.interrupt();
    assertEquals(130, alice.exitCode(), alice::report);
    hub.awaitLog("left alice: said goodbye");
    assertEquals(List.of("hub"), hub.names());
  }

  @Test
  void a_killed_client_is_reaped_and_its_name_is_free_at_once() {
    HubProcess hub = stage.hub("--presence", "off");
    WireClient bob = stage.join(hub, "bob");
    for (int i = 0; i < 3; i++) {
      Peer old = client(hub, "alice");
      hub.awaitLog(2 * i + 1, "joined alice");
      old.freeze();
      bob.say("for the old one");
      bob.expect("bob¶for the old one");
      old.kill();
      Peer young = client(hub, "alice");
      hub.awaitLog(2 * i + 2, "joined alice");
      bob.say("for the new one");
      bob.expect("bob¶for the new one");
      young.expect("bob: for the new one");
      young.leave();
      hub.awaitLog(i + 1, "left alice: reader gone");
    }
  }

  @Test
  void a_hub_that_shuts_down_is_told_with_exit_code_1() {
    HubProcess hub = stage.hub();
    Peer alice = client(hub, "alice");
    hub.awaitLog("joined alice");
    hub.shutDown();
    assertEquals(1, alice.exitCode());
    assertEquals(List.of("pilcrow client: the hub has said bye: shutdown"), alice.errors());
  }

  @Test
  void a_hub_that_is_killed_is_told_with_exit_code_1() {
    HubProcess hub = stage.hub();
    Peer alice = client(hub, "alice");
    hub.awaitLog("joined alice");
    hub.kill();
    stage.expectLeftover(hub.inbox());
    assertEquals(1, alice.exitCode());
    // The client may look while the kernel is still closing what the hub had open.
    assertLinesMatch(
        List.of("pilcrow client: the hub has (gone|closed this client's FIFO) without a goodbye.*"),
        alice.errors());
    assertEquals(List.of("hub"), hub.names());
  }

  @Test
  void without_a_hub_it_says_what_to_do() {
    Path nowhere = stage.path("nowhere");
    Peer alice = stage.pilcrow("client", "--dir", nowhere.toString());
    assertEquals(1, alice.exitCode());
    assertEquals(
        List.of(
            "pilcrow client: there is no directory "
                + nowhere
                + ": start a hub there with `pilcrow hub --dir "
                + nowhere
                + "`"),
        alice.errors());
  }

  @Test
  void a_chosen_name_that_is_taken_is_an_error_and_the_default_one_gets_a_number() {
    HubProcess hub = stage.hub("--presence", "off");
    stage.join(hub, "alice");
    Peer second = client(hub, "alice");
    assertEquals(1, second.exitCode());
    assertTrue(second.errors().get(0).contains("alice is in use"), second::report);

    Peer first = stage.pilcrow("client", "--dir", hub.directory().toString(), "--json");
    String name = nameIn(first.nextLine());
    Peer other = stage.pilcrow("client", "--dir", hub.directory().toString(), "--json");
    assertEquals(name + "-2", nameIn(other.nextLine()));
    first.leave();
    other.leave();
  }

  private static String nameIn(String welcome) {
    String start = "{\"type\":\"welcome\",\"name\":\"";
    assertTrue(welcome.startsWith(start), welcome);
    return welcome.substring(start.length(), welcome.indexOf('"', start.length()));
  }

  // ---- one question ----

  @Test
  void one_message_is_sent_and_its_absence_told() {
    HubProcess hub = stage.hub("--presence", "off");
    WireClient bob = stage.join(hub, "bob");
    String directory = hub.directory().toString();
    Peer sent = stage.pilcrow("send", "--dir", directory, "--name", "ann", "to", "@everyone");
    assertEquals(0, sent.exitCode(), sent::report);
    bob.expect("ann¶to @everyone");
    Peer direct = stage.pilcrow("send", "--dir", directory, "--name", "ann", "--to", "bob", "psst");
    assertEquals(0, direct.exitCode(), direct::report);
    bob.expect("ann@bob¶psst");
    Peer lost = stage.pilcrow("send", "--dir", directory, "--to", "nobody", "psst");
    assertEquals(1, lost.exitCode());
    assertEquals(List.of("pilcrow send: nobody is not here"), lost.errors());
    Peer lines =
        stage.start(
            stage
                .command(stage.pilcrowCommand("send", "--dir", directory, "--name", "ann"))
                .redirectInput(stage.file("lines", "one\n\nthree").toFile()),
            "send");
    assertEquals(0, lines.exitCode(), lines::report);
    bob.expect("ann¶one", "ann¶\\-", "ann¶three");
    assertEquals(List.of("bob", "hub"), hub.names());
  }

  @Test
  void who_lists_the_others_and_ping_is_answered() {
    HubProcess hub = stage.hub();
    stage.join(hub, "bob");
    stage.join(hub, "alice");
    Peer who = stage.pilcrow("who", "--dir", hub.directory().toString());
    assertEquals(0, who.exitCode(), who::report);
    assertEquals(List.of("alice", "bob"), who.output().stream().sorted().toList());
    Peer ping = stage.pilcrow("ping", "--dir", hub.directory().toString(), "--count", "2");
    assertEquals(0, ping.exitCode(), ping::report);
    assertTrue(ping.nextLine().startsWith("pong 1: "));
    assertTrue(ping.nextLine().startsWith("pong 2: "));
    Peer none = stage.pilcrow("ping", "--dir", stage.directory("empty").toString());
    assertEquals(1, none.exitCode());
  }

  // ---- the demonstration ----

  @Test
  void the_demo_plays_and_leaves_nothing_behind() {
    Peer demo = stage.pilcrow("demo");
    assertEquals(0, demo.exitCode(), demo::report);
    assertTrue(demo.output().size() > 20, demo::report);
    assertEquals(List.of(), demo.errors());
  }

  @Test
  void an_interrupted_demo_leaves_nothing_behind() {
    assumeFalse(Proc.ignoresSignal(SIGINT), "run with SIGINT ignored, as are its children");
    ProcessBuilder command = stage.command(stage.pilcrowCommand("demo"));
    Peer demo = stage.start(command.redirectOutput(ProcessBuilder.Redirect.PIPE), "demo");
    Await.until("its directory", () -> !stage.temporaryFiles().isEmpty());
    demo.interrupt();
    int code = demo.exitCode();
    assertTrue(code == 130 || code == 0, "exit code " + code + demo.report());
  }

  private Peer client(HubProcess hub, String name, String... options) {
    return stage.start(clientCommand(hub, name, options), name);
  }

  private ProcessBuilder clientCommand(HubProcess hub, String name, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("client", "--dir", hub.directory().toString(), "--name", name));
    arguments.addAll(List.of(options));
    return stage.command(stage.pilcrowCommand(arguments.toArray(new String[0])));
  }
}
