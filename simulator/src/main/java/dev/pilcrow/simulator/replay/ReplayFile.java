package dev.pilcrow.simulator.replay;

import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.run.Fault;
import dev.pilcrow.simulator.run.RunOptions;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.run.Simulation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run as a file of text: its options, and all that was chosen in it.
 *
 * <pre>
 *   pilcrow-replay 1
 *   clients 3
 *   events 20000
 *   mode drawn
 *   faults crash,eintr
 *   swarm yes
 *   full-clients 1000
 *   tape plan 0 1 2
 *   tape scheduler 3 0*17 1
 * </pre>
 *
 * Lines that begin with {@code #} say nothing.
 *
 * @param options what was fixed for the run
 * @param tapes what was chosen
 */
public record ReplayFile(RunOptions options, Tapes tapes) {
  private static final String HEAD = "pilcrow-replay 1";
  private static final String DRAWN = "drawn";
  private static final String NONE = "none";

  /** Runs it again. */
  public RunResult run() {
    return Simulation.run(options, new TapedChoices(tapes));
  }

  /** Runs it again, and shows it. As {@link Simulation#run}. */
  public RunResult run(List<? extends Oracle> more, @Nullable Consumer<String> trace) {
    return Simulation.run(options, new TapedChoices(tapes), more, trace);
  }

  /** The same with other tapes. */
  public ReplayFile withTapes(Tapes other) {
    return new ReplayFile(options, other);
  }

  /** The file's lines. */
  public List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEAD);
    lines.add("clients " + options.clients());
    lines.add("events " + options.maxEvents());
    HubMode mode = options.mode();
    lines.add("mode " + (mode == null ? DRAWN : mode.text()));
    lines.add("faults " + names(options.faults()));
    lines.add("swarm " + (options.swarm() ? "yes" : "no"));
    lines.add("full-clients " + options.fullClients());
    lines.addAll(tapes.toLines());
    return lines;
  }

  /**
   * Reads a file's lines.
   *
   * @throws IllegalArgumentException if they are no replay; the message says what is wrong
   */
  public static ReplayFile parse(List<String> lines) {
    List<String> tapes = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    boolean first = true;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (first && !line.equals(HEAD)) {
        throw new IllegalArgumentException(
            "not a replay file: it begins with \"" + line + "\", not with \"" + HEAD + "\"");
      }
      int blank = line.indexOf(' ');
      if (line.startsWith("tape ")) {
        tapes.add(line);
      } else if (blank > 0) {
        values.put(line.substring(0, blank), line.substring(blank + 1));
      } else {
        throw new IllegalArgumentException("not a line of a replay file: \"" + line + "\"");
      }
      first = false;
    }
    if (first) {
      throw new IllegalArgumentException("not a replay file: it is empty");
    }
    return new ReplayFile(options(values), Tapes.parse(tapes));
  }

  /** Fault names as options and files have them, or {@code none}. */
  public static String names(Set<Fault> faults) {
    return faults.isEmpty()
        ? NONE
        : faults.stream().sorted().map(Fault::option).collect(Collectors.joining(","));
  }

  /**
   * The faults that are named, with commas between; {@code none} for none.
   *
   * @throws IllegalArgumentException if there is no such fault; the message names all
   */
  public static Set<Fault> faults(String names) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (String name : names.equals(NONE) ? new String[0] : names.split(",", -1)) {
      faults.add(fault(name));
    }
    return faults;
  }

  private static Fault fault(String name) {
    for (Fault fault : Fault.values()) {
      if (fault.option().equals(name)) {
        return fault;
      }
    }
    throw new IllegalArgumentException(
        "no fault \"" + name + "\": there are " + names(EnumSet.allOf(Fault.class)));
  }

  private static RunOptions options(Map<String, String> values) {
    return new RunOptions(
        (int) number(values, "clients"),
        number(values, "events"),
        mode(value(values, "mode")),
        faults(value(values, "faults")),
        value(values, "swarm").equals("yes"),
        (int) number(values, "full-clients"));
  }

  private static @Nullable HubMode mode(String text) {
    for (HubMode mode : HubMode.values()) {
      if (mode.text().equals(text)) {
        return mode;
      }
    }
    if (text.equals(DRAWN)) {
      return null;
    }
    throw new IllegalArgumentException("no mode \"" + text + "\": chat, echo or " + DRAWN);
  }

  private static long number(Map<String, String> values, String key) {
    String value = value(values, key);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is no number: \"" + value + "\"", e);
    }
  }

  private static String value(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a replay file without a line for " + key);
    }
    return value;
  }
}
