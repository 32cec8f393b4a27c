package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that need no hub: they bring a kernel of their own. */
class SimulateIT {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void the_same_seeds_end_in_the_same_line() throws Exception {
    Path trace = stage.path("trace");
    Peer first =
        stage.pilcrow("simulate", "--seed", "1", "--seeds", "4", "--trace", trace.toString());
    Peer second = stage.pilcrow("simulate", "--seed", "1", "--seeds", "4", "--twice");
    assertEquals(0, first.exitCode(), first::report);
    assertEquals(0, second.exitCode(), second::report);

    assertEquals("seeds from 1", first.output().get(0));
    String last = first.output().get(1);
    assertTrue(last.matches("4 runs, \\d+ events, digest [0-9a-f]{16}, 0 failures"), last);
    assertEquals(first.output(), second.output());
    List<String> calls = Files.readAllLines(trace);
    assertTrue(calls.get(0).contains("epoll_create1() = 0"), calls.get(0));
    assertTrue(calls.get(calls.size() - 1).startsWith("digest "));
  }

  @Test
  void shards_and_faults_are_chosen_and_programs_get_json() {
    Peer peer =
        stage.pilcrow(
            "simulate --seed 5 --seeds 6 --shard 2/3 --faults crash,eintr --mode echo --json"
                .split(" "));
    assertEquals(0, peer.exitCode(), peer::report);
    assertEquals(1, peer.output().size());
    assertTrue(
        peer.output()
            .get(0)
            .matches(
                "\\{\"type\":\"end\",\"seed\":5,\"runs\":2,\"events\":\\d+,"
                    + "\"digest\":\"[0-9a-f]{16}\",\"failures\":0}"),
        peer::report);
  }

  @Test
  void a_small_configuration_is_explored_and_told_which_share_of_it_walks_reach() {
    Peer peer = stage.pilcrow("explore --clients 2 --frames 1 --coverage 2".split(" "));
    assertEquals(0, peer.exitCode(), peer::report);
    List<String> lines = peer.output();
    assertEquals("steps     states", lines.get(0));
    assertTrue(lines.contains("--clients 2 --frames 1 --mode chat --faults crash"), peer::report);
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("277 states, 566 trans.*every promise kept")),
        peer::report);
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("2 walks: \\d+ of 277 states, .*%")),
        peer::report);
  }

  @Test
  void a_whole_loop_is_explored_and_told_which_share_of_it_runs_reach() {
    Peer peer =
        stage.pilcrow("explore --level loop --clients 1 --preemptions 1 --faults crash".split(" "));
    assertEquals(0, peer.exitCode(), peer::report);
    assertTrue(
        peer.output().stream()
            .anyMatch(line -> line.matches(".* states, .* system calls, .*every promise kept")),
        peer::report);

    Peer covered =
        stage.pilcrow(
            "simulate", "--coverage", "--clients 1 --frames 1", "--seed", "1", "--seeds", "2");
    assertEquals(0, covered.exitCode(), covered::report);
    assertEquals("1 walks: 12 of 12 states, 100.00 %", covered.output().get(0));
  }

  @Test
  void steps_that_were_written_down_are_taken_again() throws Exception {
    Path file = stage.path("steps.replay");
    Files.write(
        file,
        List.of(
            "pilcrow-exploration 1",
            "options --clients 1 --frames 1",
            "step alice registers",
            "step hub turns"));
    Peer peer = stage.pilcrow("replay", file.toString());
    assertEquals(0, peer.exitCode(), peer::report);
    assertEquals("alice registers", peer.output().get(0));
    assertEquals("every promise was kept", peer.output().get(3));
  }

  @Test
  void how_fast_each_run_was_is_told_before_what_came_of_them() {
    Peer peer = stage.pilcrow("simulate", "--seed", "1", "--seeds", "2", "--speed");
    assertEquals(0, peer.exitCode(), peer::report);
    List<String> lines = peer.output();
    assertEquals(5, lines.size(), peer::report);
    String speed = "seed 1: \\d+\\.\\d\\d M events/s, \\d+ events, mode=.*";
    assertTrue(lines.get(1).matches(speed), peer::report);
    assertTrue(lines.get(3).matches("all: \\d+\\.\\d\\d M events/s"), peer::report);
    assertTrue(lines.get(4).startsWith("2 runs, "), peer::report);
  }

  @Test
  void a_signal_ends_a_campaign_in_the_middle_of_a_run() {
    Peer peer =
        stage.pilcrow("simulate", "--seed", "1", "--clients", "99", "--events", "1000000000");
    assertEquals("seeds from 1", peer.nextLine(), peer::report);
    peer.terminate();
    assertEquals(130, peer.exitCode(), peer::report);
    assertEquals("0 runs, 0 events, digest 0000000000000000, 0 failures", peer.nextLine());
  }

  @Test
  void the_kernels_agree() {
    Peer peer = stage.pilcrow("simulate", "--check-kernel", "500", "--seed", "3");
    assertEquals(0, peer.exitCode(), peer::report);
    assertTrue(
        peer.nextLine().matches("500 sequences from seed 3, \\d+ calls, 0 divergences"),
        peer::report);
  }

  @Test
  void what_was_written_down_is_run_again_and_drawn() throws Exception {
    Path file = stage.path("quiet.replay");
    Files.write(
        file,
        List.of(
            "# of two clients one has something to do, and comes",
            "pilcrow-replay 1",
            "clients 2",
            "events 1000",
            "mode chat",
            "faults none",
            "swarm no",
            "full-clients 1000",
            "tape c2 1"));
    Path svg = stage.path("quiet.svg");
    Peer peer = stage.pilcrow("replay", file.toString(), "--svg", svg.toString());
    assertEquals(0, peer.exitCode(), peer::report);
    assertTrue(peer.output().contains("every promise was kept"), peer::report);
    assertTrue(Files.readString(svg, StandardCharsets.UTF_8).contains("c2 has joined"));

    Files.writeString(file, "nonsense\n");
    Peer refused = stage.pilcrow("replay", file.toString());
    assertEquals(1, refused.exitCode(), refused::report);
    assertTrue(
        refused.errors().get(0).startsWith("pilcrow replay: " + file + ": not a replay file"),
        refused::report);
  }
}
