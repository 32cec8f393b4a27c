package dev.pilcrow.simulator.scenario;

import dev.pilcrow.simulator.choice.Choices;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws scenarios: a hub, three clients, two classic ones and a stranger who do whatever they can,
 * sensible or not.
 *
 * <p>Each step has choices of its own, and the tame one is no step: so a scenario is made shorter
 * by dropping choices.
 */
final class DrawnScenario {
  private static final int MOST_STEPS = 30;

  private static final List<String> CLIENTS = List.of("alice", "bob", "carol");
  private static final List<String> RECIPIENTS =
      List.of("", "", "@alice ", "@bob ", "@carol ", "@everyone ", "@dave ");

  private static final List<String> POLICIES = List.of("", " slow=disconnect", " slow=wait");
  private static final List<String> SETTINGS =
      List.of("", " presence=off", " sessions=2", " exit-when-empty");
  private static final List<String> QUEUES = List.of("", " queue=262144");

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
    steps.add(startHub(choices.fork("hub")));
    Choices crowd = choices.fork("crowd");
    for (String client : CLIENTS) {
      switch (crowd.choose("is there from the beginning", 4)) {
        case 0 -> {}
        case 1 -> steps.add(new Step(client, Verb.REGISTERS, ""));
        default -> steps.add(new Step(client, Verb.CONNECTS, ""));
      }
    }
    for (int i = 0; i < MOST_STEPS; i++) {
      addSteps(steps, choices.fork("step-" + i));
    }
    return new Scenario(name, steps);
  }

  private static void addSteps(List<Step> steps, Choices choices) {
    switch (choices.choose("kind", 16)) {
      case 0 -> {}
      case 1, 2, 3 -> steps.add(begin(choices));
      case 4, 5, 6, 7, 8 -> steps.add(speak(choices));
      case 9 -> steps.add(end(choices));
      case 10 -> steps.add(pause(choices));
      case 11 -> steps.add(meddle(choices));
      case 12 -> steps.add(scribble(choices));
      case 13 -> steps.addAll(outrun(choices));
      case 14 -> steps.addAll(classic(choices));
      default -> steps.addAll(hubSteps(choices));
    }
  }

  private static Step startHub(Choices choices) {
    StringBuilder settings = new StringBuilder();
    settings.append(choices.choose("mode", 3) == 2 ? "echo" : "chat");
    for (List<String> one : List.of(POLICIES, SETTINGS, QUEUES)) {
      settings.append(one.get(choices.choose("setting", one.size())));
    }
    settings.append(choices.choose("classic", 2) == 1 ? " classic" : "");
    return new Step("hub", Verb.STARTS, settings.toString());
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
      case 7 -> repeat(who, choices);
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

  private static Step scribble(Choices choices) {
    return new Step(
        writer(choices), Verb.WRITES, OCTETS.get(choices.choose("what", OCTETS.size())));
  }

  private static Step repeat(String who, Choices choices) {
    return new Step(who, Verb.REPEATS, (50 + 50 * choices.choose("times", 6)) + " {3000*x}");
  }

  /** One does not read while another says a lot; perhaps she reads again. */
  private static List<Step> outrun(Choices choices) {
    String slow = client(choices);
    boolean sleeps = choices.choose("sleeps", 2) == 1;
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(slow, sleeps ? Verb.SLEEPS : Verb.STOPS_READING, ""));
    steps.add(repeat(client(choices), choices));
    if (choices.choose("reads again", 2) == 0) {
      steps.add(new Step(slow, sleeps ? Verb.WAKES : Verb.READS_AGAIN, ""));
    }
    return steps;
  }

  /**
   * The hub tries a classic client's FIFO again when a time is over, so that it has been opened is
   * waited for, with a hub that is awake.
   */
  private static List<Step> classic(Choices choices) {
    String who = choices.choose("who", 2) == 0 ? "dora" : "emil";
    String path = "{dir}/" + who;
    return switch (choices.choose("classic", 5)) {
      case 0, 1 ->
          List.of(
              new Step("hub", Verb.WAKES, ""),
              new Step(who, Verb.MAKES_FIFO, "644"),
              new Step(who, Verb.WRITES, "¶" + path),
              new Step(who, Verb.OPENS_FIFO, ""),
              new Step("hub", Verb.HEARS, who + " joined"));
      case 2 -> List.of(new Step(who, Verb.WRITES, path + "¶classic text\\n"));
      case 3 -> List.of(new Step(who, Verb.WRITES, path + "¶{4000*x}"));
      default -> List.of(new Step(who, Verb.WRITES, path + "¶"));
    };
  }

  private static List<Step> hubSteps(Choices choices) {
    return switch (choices.choose("what the hub does", 6)) {
      case 0, 1 -> List.of(new Step("hub", Verb.WAKES, ""));
      case 2, 3 -> List.of(new Step("hub", Verb.SLEEPS, ""));
      case 4 -> List.of(new Step("hub", Verb.STOPS, ""), startHub(choices));
      default -> List.of(new Step("hub", Verb.DIES, ""), startHub(choices));
    };
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
