package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubLimits;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.choice.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The configuration of one run, drawn from its choices: what kind of hub, which faults and how
 * often, how finely steps are interleaved.
 *
 * @param hub the hub's options
 * @param faults what may befall this run
 * @param faultOneIn how many calls there are to a fault, for those that strike calls
 * @param interruptOneIn before one call in so many somebody else steps; 0 for never
 * @param anybodyOneIn one step in so many is anybody's, the others are for who was told of
 *     something last; 0 if all are anybody's
 * @param loudness how long messages are, 1 for a line
 * @param newcomers how many clients come later, to take the names of those who have gone
 * @param events the run calms down after so many system calls
 */
public record RunPlan(
    HubOptions hub,
    List<Fault> faults,
    int faultOneIn,
    int interruptOneIn,
    int anybodyOneIn,
    int loudness,
    int newcomers,
    long events) {

  /** Where all FIFOs of a simulated run are. */
  static final String DIRECTORY = "/run/pilcrow";

  private static final List<SlowPolicy> POLICIES =
      List.of(SlowPolicy.GAP, SlowPolicy.DISCONNECT, SlowPolicy.WAIT);

  private static final int[] FAULT_ONE_IN = {2000, 100, 500, 10_000};
  static final int[] INTERRUPT_ONE_IN = {0, 2, 5, 20, 200};
  static final int[] ANYBODY_ONE_IN = {0, 4, 32};
  private static final int[] LOUDNESS = {1, 10, 50};
  private static final int MORE_SESSIONS = 4096;

  /**
   * What faults may befall is as short as such a part of the longest run. Every run begins once and
   * ends once: short ones show more of that, long ones more of what needs memory and time; and what
   * fails in a long one is made short by making the run short, first of all.
   */
  private static final int[] SHORTNESS = {64, 16, 4, 1};

  /** Which has time for a few clients to register, to say something and to go. */
  private static final long SHORTEST_EVENTS = 250;

  /** Draws one. All choices tame: echo, no presence, no faults, no interruptions. */
  static RunPlan draw(RunOptions options, Choices choices) {
    HubMode mode = options.mode();
    if (mode == null) {
      mode = choices.choose("mode", 2) == 0 ? HubMode.ECHO : HubMode.CHAT;
    }
    SlowPolicy policy = POLICIES.get(choices.choose("slow policy", POLICIES.size()));
    HubConfig config =
        HubConfig.of(mode)
            .withPresence(choices.choose("presence", 4) > 0)
            .withSlowPolicy(policy)
            .withLimits(HubLimits.DEFAULT.withMaxSessions(options.clients() + MORE_SESSIONS));
    int queue =
        choices.choose("short queues", 2) == 0
            ? HubOptions.DEFAULT_QUEUE_OCTETS
            : HubOptions.LEAST_QUEUE_OCTETS;
    List<Fault> faults = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      if (fault != Fault.IMPOSTOR && mayStrike(fault, options, choices)) {
        faults.add(fault);
      }
    }
    int faultOneIn = FAULT_ONE_IN[choices.choose("how often", FAULT_ONE_IN.length)];
    int interruptOneIn = INTERRUPT_ONE_IN[choices.choose("how fine", INTERRUPT_ONE_IN.length)];
    int loudness = LOUDNESS[choices.choose("how loud", LOUDNESS.length)];
    int newcomers = choices.choose("newcomers", 2 + options.clients());
    int anybodyOneIn = ANYBODY_ONE_IN[choices.choose("who steps", ANYBODY_ONE_IN.length)];
    boolean littleMemory = choices.choose("little memory", 4) == 3;
    boolean fewSessions = choices.choose("few sessions", 4) == 3;
    if (choices.choose("classic", 3) == 2) {
      config = config.withClassic(true);
      if (mayStrike(Fault.IMPOSTOR, options, choices)) {
        faults.add(Fault.IMPOSTOR);
      }
    } else if (fewSessions) {
      config = config.withLimits(config.limits().withMaxSessions(options.clients()));
    }
    long events = options.maxEvents();
    if (!options.faults().isEmpty()) {
      long part = events / SHORTNESS[choices.choose("how long", SHORTNESS.length)];
      events = Math.min(events, Math.max(part, SHORTEST_EVENTS));
    }
    return new RunPlan(
        new HubOptions(
            DIRECTORY, config, queue, littleMemory ? queue : HubOptions.DEFAULT_PINNED_OCTETS),
        List.copyOf(faults),
        faultOneIn,
        interruptOneIn,
        anybodyOneIn,
        loudness,
        newcomers,
        events);
  }

  private static boolean mayStrike(Fault fault, RunOptions options, Choices choices) {
    boolean drawn = !options.swarm() || choices.choose(fault.option(), 3) == 2;
    return options.faults().contains(fault) && drawn;
  }

  /** On one line, for reports. */
  @Override
  public String toString() {
    HubConfig config = hub.config();
    String names =
        faults.isEmpty()
            ? "none"
            : faults.stream().map(Fault::option).collect(Collectors.joining(","));
    return ("mode=%s%s presence=%s slow=%s sessions=%d queue=%d queues=%d faults=%s fault-one-in=%d"
            + " interrupt-one-in=%d anybody-one-in=%d loudness=%d newcomers=%d events=%d")
        .formatted(
            config.mode().text(),
            config.classic() ? " classic" : "",
            config.presence() ? "on" : "off",
            config.slowPolicy().name().toLowerCase(Locale.ROOT),
            config.limits().maxSessions(),
            hub.queueOctets(),
            hub.pinnedOctets(),
            names,
            faultOneIn,
            interruptOneIn,
            anybodyOneIn,
            loudness,
            newcomers,
            events);
  }
}
