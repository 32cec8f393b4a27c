package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log of a hub: one line an event, and never a reason to stand still. */
class HubLogIT {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void comings_and_goings_are_one_line_each() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    alice.goodbye();
    alice.expect("hub¶bye disconnect");
    bob.close();
    hub.awaitLog("left bob: reader gone");
    hub.shutDown();
    assertEquals(
        List.of("joined alice", "joined bob", "left alice: said goodbye", "left bob: reader gone"),
        hub.log().subList(0, 4));
    assertEquals(5, hub.log().size());
    for (String line : hub.errors()) {
      assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z .*"), line);
    }
  }

  @Test
  void an_unread_stderr_does_not_stop_the_hub_even_under_a_flood_of_violations() {
    ProcessBuilder command =
        stage
            .command(stage.hubCommand(stage.path("hub"), "--mode", "echo"))
            .redirectError(ProcessBuilder.Redirect.PIPE);
    HubProcess hub = stage.hubOf(command, stage.path("hub"));
    hub.awaitListening();
    WireClient alice = stage.join(hub, "alice");
    WireClient stranger = stage.stranger(hub);
    String wrong = "0123456789abcdef¶x\n".repeat(200);
    for (int i = 0;
        i < 500;
        i++) { // 100,000 lines, where the pipe and the log's queue hold some 6,000
      stranger.write(wrong);
      alice.say("round " + i);
      alice.expect("alice¶round " + i);
    }
    hub.terminate();
    assertEquals(0, hub.exitCode());
    alice.expect("hub¶bye shutdown");
    alice.expectEnd();
  }

  @Test
  void lines_that_were_dropped_are_counted() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    WireClient stranger = stage.stranger(hub);
    for (int i = 0; i < 500; i++) {
      stranger.write("0123456789abcdef¶x\n".repeat(200));
    }
    alice.say("done");
    alice.expect("alice¶done");
    hub.shutDown();
    assertEquals(100_000, hub.counter("unknown-token"));
    long lines = hub.log().stream().filter("violation -: unknown token"::equals).count();
    assertEquals(100_000, lines + hub.counter("log-dropped"));
  }

  @Test
  void a_closed_stderr_does_not_stop_it_either() {
    ProcessBuilder command =
        stage.command(
            Stage.prepend(
                stage.hubCommand(stage.path("hub"), "--mode", "echo"),
                "bash",
                "-c",
                "exec \"$@\" 2>&-",
                "bash"));
    HubProcess hub = stage.hubOf(command, stage.path("hub"));
    hub.awaitListening();
    WireClient alice = stage.join(hub, "alice");
    alice.write("garbage\n");
    alice.say("hello");
    alice.expect("alice¶hello");
    hub.terminate();
    assertEquals(0, hub.exitCode());
  }
}
