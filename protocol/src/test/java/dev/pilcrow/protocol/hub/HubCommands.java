package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Part;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random runs: few clients, few names, small limits, so that all of them meet. */
final class HubCommands {
  private HubCommands() {}

  /** A list shrinks at its ends; inside, its elements shrink to nothing, and that is left out. */
  static Arbitrary<List<HubCommand>> runs() {
    Optional<HubCommand> nothing = Optional.empty();
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(nothing)), Tuple.of(60, commands().map(Optional::of)))
        .list()
        .ofMaxSize(80)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(run -> run.stream().flatMap(Optional::stream).toList());
  }

  static Arbitrary<HubConfig> configs() {
    Arbitrary<HubLimits> limits =
        Combinators.combine(
                Arbitraries.of(3, 2, 1),
                Arbitraries.of(2, 1),
                Arbitraries.of(1 << 20, 20),
                Arbitraries.of(5_000_000_000L, 1_000_000L, 0L))
            .as(HubLimits::new);
    Arbitrary<Boolean> yesOrNo = Arbitraries.of(true, false);
    return Combinators.combine(
            Arbitraries.of(HubMode.values()),
            yesOrNo,
            yesOrNo,
            Arbitraries.of(SlowPolicy.values()),
            yesOrNo,
            limits)
        .as(
            (mode, classic, presence, slow, exit, bounds) ->
                new HubConfig(mode, classic, presence, slow, exit, 7, bounds));
  }

  /** The clock may be anywhere, and may wrap. */
  static Arbitrary<Long> clocks() {
    return Arbitraries.of(0L, -1L, Long.MAX_VALUE - 2_000_000L, Long.MIN_VALUE);
  }

  private static Arbitrary<HubCommand> commands() {
    return Arbitraries.frequencyOf(
        Tuple.of(12, ofRegistrations()),
        Tuple.of(12, ofSpeech()),
        Tuple.of(6, ofTrouble()),
        Tuple.of(12, ofTheLoop()));
  }

  private static Arbitrary<HubCommand> ofRegistrations() {
    Arbitrary<OpenFailure> faults =
        Arbitraries.of(OpenFailure.WRONG_MODE, OpenFailure.SYSTEM).injectNull(0.8);
    Arbitrary<String> paths = Arbitraries.of("/p/alice", "/q/alice", "/p/bob", "/p/hub", "/p/é");
    return Arbitraries.frequencyOf(
        Tuple.of(6, Combinators.combine(clients(), names()).as(HubCommand.Join::new)),
        Tuple.of(3, Combinators.combine(clients(), names(), faults).as(HubCommand.Register::new)),
        Tuple.of(
            6,
            Combinators.combine(clients(), paths, Arbitraries.of(true, false))
                .as(HubCommand.RegisterClassic::new)),
        Tuple.of(1, clients().map(HubCommand.RegisterAgain::new)),
        Tuple.of(3, clients().map(HubCommand.OpenForReading::new)));
  }

  private static Arbitrary<HubCommand> ofSpeech() {
    Arbitrary<Part> parts =
        Arbitraries.frequency(
            Tuple.of(6, Part.WHOLE),
            Tuple.of(1, Part.FIRST),
            Tuple.of(1, Part.MIDDLE),
            Tuple.of(1, Part.LAST));
    Arbitrary<String> ends = Arbitraries.of("", "\\n", " \\\\ é¶ \\q", "\\-", "\\n and\\n");
    Arbitrary<String> questions = Arbitraries.of("who", "ping", "ping a b", "pingo", "Who");
    return Arbitraries.frequencyOf(
        Tuple.of(
            6, Combinators.combine(clients(), recipients(), parts, ends).as(HubCommand.Say::new)),
        Tuple.of(3, Combinators.combine(clients(), recipients()).as(HubCommand.SayMuch::new)),
        Tuple.of(2, Combinators.combine(clients(), parts, questions).as(HubCommand.Ask::new)));
  }

  private static Arbitrary<HubCommand> ofTrouble() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, clients().map(HubCommand.Die::new)),
        Tuple.of(4, clients().map(client -> new HubCommand.Sleep(client, true))),
        Tuple.of(2, clients().map(client -> new HubCommand.Sleep(client, false))),
        Tuple.of(
            2,
            Combinators.combine(clients(), Arbitraries.of(HubCommand.Mistake.values()))
                .as(HubCommand.BreakTheGrammar::new)),
        Tuple.of(1, clients().map(HubCommand.Tear::new)),
        Tuple.of(2, clients().map(HubCommand.SayGoodbye::new)),
        Tuple.of(2, junk().map(HubCommand.WriteJunk::new)));
  }

  private static Arbitrary<HubCommand> ofTheLoop() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(new HubCommand.Pass())),
        Tuple.of(3, Arbitraries.of(10_000, 60, 20, 1).map(HubCommand.Read::new)),
        Tuple.of(2, Arbitraries.just(new HubCommand.EndPass())),
        Tuple.of(2, Arbitraries.of(9, 1).map(HubCommand.AnswerOpens::new)),
        Tuple.of(2, Arbitraries.just(new HubCommand.TellGone())),
        Tuple.of(2, Arbitraries.just(new HubCommand.Flush())),
        Tuple.of(
            3,
            Arbitraries.of(0L, 1_000_000L, 50_000_000L, 5_000_000_000L).map(HubCommand.Tick::new)),
        Tuple.of(
            1,
            Arbitraries.frequency(
                Tuple.of(5, new HubCommand.Pass()), Tuple.of(1, new HubCommand.Shutdown()))));
  }

  private static Arbitrary<Integer> clients() {
    return Arbitraries.integers().between(0, WorldClients.NUMBER - 1);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.frequency(
        Tuple.of(6, "alice"),
        Tuple.of(6, "bob"),
        Tuple.of(4, "carol"),
        Tuple.of(1, "hub"),
        Tuple.of(1, "everyone"));
  }

  private static Arbitrary<String> recipients() {
    return Arbitraries.of("everyone", "everyone", "alice", "bob", "alice-2", "hub-2", "nobody")
        .injectNull(0.4);
  }

  /** As {@link WorldClients#writeJunk} takes it. */
  private static Arbitrary<String> junk() {
    return Arbitraries.of(
        "0000000000000000¶#\n",
        "0000000000000000@bob¶#\n",
        "0000000000000000¶\n",
        "alice¶#\n",
        "hub¶#\n",
        "/p/nobody¶#",
        "¶\n",
        "¶a b\n",
        "¶¶\n",
        "\\\n",
        "x",
        "\n\n",
        "#",
        "@alice¶#\n");
  }
}
