package dev.pilcrow.simulator.scenario;

import dev.pilcrow.simulator.choice.Choices;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws scenarios: a hub, three clients and a stranger who do whatever they can, sensible or not.
 *
 * <p>Each step has choices of its own, and the tame one is no step: so a scenario is made shorter
 * by dropping choices.
 */
final class DrawnScenario {
  private static final int MOST_STEPS = 30;

  private static final List<String> CLIENTS = List.of("alice", "bob", "carol");
  private static final List<String> RECIPIENTS =
      List.of("", "", "@alice ", "@bob ", "@carol ", "@everyone ", "@dave ");

  private static final List<String> SETTINGS =
      List.of(
          "", " presence=off", " sessions=2", " slow=disconnect", " slow=wait", " queue=262144");

  /** What may be said; the longer ones come in parts. */
  private static final List<String> TEXTS =
      List.of("hello", "a¶b", "two\\nlines \\\\", "{}", "\\x00\\xff", "{3840*x}", "{9000*xyz}");

  /** What may be written into the inbox that is no honest client's. */
  private static final List<String> OCTETS =
      List.of(
          "{token}¶hello\\n",
          "torn",
          "no separator\\n",
          "\\n\\n\\n",
          "¶\\n",
          "¶hub\\n",
          "¶no/name\\n",
          "¶alice\\n",
          "¶bob¶option=1\\n",
          "{token}@¶x\\n",
          "{token}@bob+¶part\\n{token}@bob+.¶end\\n",
          "{token}@bob¶\\n",
          "{token}¶one\\n{token}¶two\\n",
          "ffffffffffffffff¶forged\\n",
          "{token alice}¶\\n",
          "{token bob}¶in bob's name\\n",
          "{5000*x}\\n",
          "{token}¶{3841*x}\\n",
          "{token}@hub¶sing\\n");

  private DrawnScenario() {}

  static Scenario draw(String name, Choices choices) {
    List<Step> steps = new ArrayList<>();
    steps.add(startHub("hub", choices.fork("hub")));
    for (int i = 0; i < MOST_STEPS; i++) {
      Choices own = choices.fork("step-" + i);
      switch (own.choose("kind", 12)) {
        case 0 -> {}
        case 1, 2, 3 -> steps.add(begin(own));
        case 4, 5, 6 -> steps.add(speak(own));
        case 7 -> steps.add(end(own));
        case 8 -> steps.add(pause(own));
        case 9 -> steps.add(meddle(own));
        case 10 ->
            steps.add(
                new Step(writer(own), Verb.WRITES, OCTETS.get(own.choose("what", OCTETS.size()))));
        default -> steps.add(hubStep(own));
      }
    }
    return new Scenario(name, steps);
  }

  private static Step startHub(String name, Choices choices) {
    String mode = choices.choose("mode", 3) == 2 ? "echo" : "chat";
    return new Step(
        name, Verb.STARTS, mode + SETTINGS.get(choices.choose("setting", SETTINGS.size())));
  }

  private static Step begin(Choices choices) {
    String who = client(choices);
    return choices.choose("kind of client", 3) == 2
        ? new Step(who, Verb.REGISTERS, "")
        : new Step(who, Verb.CONNECTS, "");
  }

  private static Step speak(Choices choices) {
    String who = client(choices);
    String recipient = RECIPIENTS.get(choices.choose("recipient", RECIPIENTS.size()));
    return switch (choices.choose("speech", 8)) {
      case 7 -> new Step(who, Verb.REPEATS, (20 + 20 * choices.choose("times", 8)) + " {3000*x}");
      case 6 -> new Step(who, Verb.ASKS_WHO, "");
      case 5 -> new Step(who, Verb.PINGS, "now");
      default ->
          new Step(who, Verb.SAYS, recipient + TEXTS.get(choices.choose("text", TEXTS.size())));
    };
  }

  private static Step end(Choices choices) {
    return step(client(choices), choices, Verb.LEAVES, Verb.CLOSES, Verb.DIES);
  }

  private static Step pause(Choices choices) {
    return step(
        client(choices), choices, Verb.WAKES, Verb.SLEEPS, Verb.READS_AGAIN, Verb.STOPS_READING);
  }

  private static Step meddle(Choices choices) {
    return step(
        writer(choices),
        choices,
        Verb.REMOVES_FIFO,
        Verb.MAKES_FIFO,
        Verb.OPENS_FIFO,
        Verb.MAKES_FILE);
  }

  private static Step hubStep(Choices choices) {
    return choices.choose("again", 4) == 3
        ? startHub("hub", choices)
        : step("hub", choices, Verb.WAKES, Verb.SLEEPS, Verb.WAKES, Verb.STOPS, Verb.DIES);
  }

  private static Step step(String who, Choices choices, Verb... verbs) {
    return new Step(who, verbs[choices.choose("deed", verbs.length)], "");
  }

  private static String client(Choices choices) {
    return CLIENTS.get(choices.choose("who", CLIENTS.size()));
  }

  private static String writer(Choices choices) {
    int who = choices.choose("who", CLIENTS.size() + 1);
    return who < CLIENTS.size() ? CLIENTS.get(who) : "mallory";
  }
}
