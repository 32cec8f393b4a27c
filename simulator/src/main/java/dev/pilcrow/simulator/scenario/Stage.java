package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.simulator.choice.SeededChoices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario in a {@link World}, all in one thread: the participants' loops are turned, one
 * after the other.
 *
 * <p>After each step they are turned until none has anything to do: until in a whole round nobody
 * makes a call but to ask what is ready. What one writes another can read at once, on any kernel,
 * so then nothing can happen any more before a deadline. Only a step that waits goes on to the next
 * deadline; it gives up when there is none, or none soon.
 */
final class Stage {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int MANY_ROUNDS = 1_000_000;
  private static final int USUAL_PERMISSIONS = 0600;

  private final SeededChoices random = new SeededChoices(1);
  private final World world;
  private final InboxPen pen;

  /** Makes and removes files for everyone. */
  private final ScenarioProcess administrator;

  private final Map<String, Log> logs = new LinkedHashMap<>();
  private final Map<String, Participant> participants = new LinkedHashMap<>();
  private final List<ScenarioProcess> processes = new ArrayList<>();
  private final List<String> unmet = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private Stage(World world) {
    this.world = world;
    this.pen = new InboxPen(world.directory());
    this.administrator = start("administrator");
  }

  /** Plays it from the first step to the last; then all wake, and the hub is stopped. */
  static Transcript play(World world, Scenario scenario) throws IOException {
    Stage stage = new Stage(world);
    try {
      for (Step step : scenario.steps()) {
        stage.take(step);
        stage.settle();
      }
      stage.sendHome();
    } finally {
      stage.processes.forEach(ScenarioProcess::kill);
    }
    return stage.transcript();
  }

  // ---- steps ----

  private void take(Step step) throws IOException {
    Log log = log(step.who());
    if (step.verb() == Verb.HEARS) {
      await(step, log);
      return;
    }
    log.did(step);
    switch (step.verb()) {
      case STARTS -> startHub(step, log);
      case CONNECTS -> connect(step, log);
      case REGISTERS -> {
        makeFifo(step, log);
        openFifo(step, log);
        write(step, log, "\n¶" + step.who() + "\n");
      }
      case MAKES_FIFO -> makeFifo(step, log);
      case OPENS_FIFO -> openFifo(step, log);
      case REMOVES_FIFO ->
          check(log, "not removed", administrator.unlinkAt(Kernel.AT_FDCWD, path(step.who())));
      case MAKES_FILE -> makeFile(step, log);
      case WRITES -> write(step, log, step.argument());
      case HEARS_NO_MORE -> {
        if (log.holdsMore()) {
          unmet.add(step.toString());
        }
      }
      case DIES, SLEEPS, WAKES -> {
        Participant participant = participants.get(step.who());
        if (participant == null || !participant.isLive()) {
          unmet.add(step.toString());
        } else if (step.verb() == Verb.DIES) {
          participant.die();
        } else {
          participant.asleep = step.verb() == Verb.SLEEPS;
        }
      }
      default -> useProgram(step);
    }
  }

  /** What a program must be awake for. */
  private void useProgram(Step step) throws IOException {
    Participant participant = participants.get(step.who());
    if (participant == null || !participant.isAwake()) {
      unmet.add(step.toString());
    } else if (participant instanceof HubPart hub && step.verb() == Verb.STOPS) {
      hub.stop();
    } else if (participant instanceof ClientPart client) {
      useClient(client, step);
    } else {
      unmet.add(step.toString());
    }
  }

  private void useClient(ClientPart client, Step step) throws IOException {
    switch (step.verb()) {
      case SAYS -> say(client, step.argument());
      case REPEATS -> repeat(client, step.argument());
      case ASKS_WHO -> client.askWho();
      case PINGS -> client.ping(step.argument());
      case LEAVES -> client.leave();
      case CLOSES -> client.close();
      case STOPS_READING -> client.read(false);
      case READS_AGAIN -> client.read(true);
      default -> unmet.add(step.toString());
    }
  }

  private void startHub(Step step, Log log) {
    if (isThere(step)) {
      return;
    }
    ScenarioProcess process = start(step.who());
    try {
      HubPart hub = new HubPart(process, log, Settings.hub(world.directory(), step.argument()));
      participants.put(step.who(), hub);
    } catch (IOException e) {
      log.got("not started: " + e.getMessage());
    }
  }

  private void connect(Step step, Log log) throws IOException {
    if (!isThere(step)) {
      participants.put(
          step.who(),
          new NativePart(
              start(step.who()),
              log,
              Settings.client(world.directory(), step.who(), step.argument())));
    }
  }

  private void say(ClientPart client, String argument) {
    String recipient = null;
    String text = argument;
    if (argument.startsWith("@")) {
      int space = argument.indexOf(' ');
      int end = space < 0 ? argument.length() : space;
      recipient = argument.substring(1, end);
      text = argument.substring(Math.min(argument.length(), end + 1));
    }
    client.say(recipient, octets(text, ""));
  }

  /** {@code 100 text}: says {@code 1 text}, {@code 2 text} and so on. */
  private void repeat(ClientPart client, String argument) throws IOException {
    int space = argument.indexOf(' ');
    byte[] text = octets(argument.substring(space), "");
    int times = Integer.parseInt(argument.substring(0, space));
    for (int i = 1; i <= times; i++) {
      byte[] number = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      byte[] message = Arrays.copyOf(number, number.length + text.length);
      System.arraycopy(text, 0, message, number.length, text.length);
      client.say(null, message);
      if (client instanceof WirePart) {
        settle(); // it queues nothing: what the inbox has no room for is not said
      }
    }
  }

  private void makeFifo(Step step, Log log) {
    int permissions =
        step.argument().isEmpty() ? USUAL_PERMISSIONS : Integer.parseInt(step.argument(), 8);
    check(
        log, "not made", administrator.makeFifoAt(Kernel.AT_FDCWD, path(step.who()), permissions));
  }

  private void makeFile(Step step, Log log) throws IOException {
    if (status(path(step.who())) == -Errno.ENOENT && status(world.directory()) >= 0) {
      world.makeFile(step.who());
    } else {
      log.got("not made");
    }
  }

  private void openFifo(Step step, Log log) throws IOException {
    WirePart wire = wire(step, log);
    if (wire != null) {
      wire.open(path(step.who()));
    }
  }

  private void write(Step step, Log log, String text) throws IOException {
    byte[] octets = octets(text, step.who());
    if (participants.get(step.who()) instanceof NativePart) {
      pen.write(administrator, log, octets);
      return;
    }
    WirePart wire = wire(step, log);
    if (wire != null) {
      wire.write(octets);
    }
  }

  /** The one of that name who speaks octets; begins to be there now if nobody is. */
  private @Nullable WirePart wire(Step step, Log log) throws IOException {
    Participant there = participants.get(step.who());
    if (there != null && there.isLive()) {
      if (there instanceof WirePart wire && wire.isAwake()) {
        return wire;
      }
      unmet.add(step.toString());
      return null;
    }
    WirePart wire = new WirePart(start(step.who()), log, pen);
    participants.put(step.who(), wire);
    return wire;
  }

  private boolean isThere(Step step) {
    Participant there = participants.get(step.who());
    if (there == null || !there.isLive()) {
      return false;
    }
    unmet.add(step.toString());
    return true;
  }

  // ---- time ----

  private void settle() throws IOException {
    for (int round = 0; round < MANY_ROUNDS; round++) {
      long before = calls();
      boolean due = false;
      for (Participant participant : List.copyOf(participants.values())) {
        turn(participant, 0);
        due |= participant.isAwake() && participant.timeoutNanos() == 0;
      }
      if (!due && calls() == before) {
        return;
      }
    }
    throw new IllegalStateException("they never come to rest");
  }

  private void await(Step step, Log log) throws IOException {
    long giveUpNanos = administrator.nanoTime() + PATIENCE_NANOS;
    while (!log.hears(step.argument())) {
      if (!passTime(giveUpNanos)) {
        unmet.add(step.toString());
        return;
      }
    }
  }

  /** Goes on to the next deadline; false if there is none before that time. */
  private boolean passTime(long untilNanos) throws IOException {
    Participant next = null;
    long timeoutNanos = untilNanos - administrator.nanoTime();
    for (Participant participant : participants.values()) {
      long own = participant.isAwake() ? participant.timeoutNanos() : Poller.FOREVER;
      if (own != Poller.FOREVER && own < timeoutNanos) {
        next = participant;
        timeoutNanos = own;
      }
    }
    if (next == null) {
      return false;
    }
    turn(next, timeoutNanos);
    settle();
    return true;
  }

  private void turn(Participant participant, long timeoutNanos) {
    if (participant.isAwake()) {
      try {
        participant.turn(timeoutNanos);
      } catch (IOException | RuntimeException e) {
        problems.add(participant.process.name() + " has failed: " + e);
        participant.die();
      }
    }
  }

  private long calls() {
    long calls = 0;
    for (ScenarioProcess process : processes) {
      calls += process.calls();
    }
    return calls;
  }

  // ---- the end ----

  private void sendHome() throws IOException {
    for (Participant participant : participants.values()) {
      participant.asleep = false;
      if (participant instanceof ClientPart client && client.isLive()) {
        client.read(true);
      }
    }
    settle();
    goHome(HubPart.class);
    long giveUpNanos = administrator.nanoTime() + PATIENCE_NANOS;
    while (anyHubIsLive() && passTime(giveUpNanos)) {}
    goHome(ClientPart.class);
    for (Map.Entry<String, Participant> entry : participants.entrySet()) {
      if (entry.getValue().isLive()) {
        problems.add(entry.getKey() + " has not ended");
        entry.getValue().die();
      }
    }
    for (ScenarioProcess process : processes) {
      if (process.openDescriptors() > 0) {
        problems.add(process.name() + " has left " + process.openDescriptors() + " descriptors");
      }
    }
  }

  private void goHome(Class<? extends Participant> kind) throws IOException {
    for (Participant participant : participants.values()) {
      if (kind.isInstance(participant) && participant.isLive()) {
        participant.goHome();
      }
    }
    settle();
  }

  private boolean anyHubIsLive() {
    return participants.values().stream().anyMatch(p -> p instanceof HubPart && p.isLive());
  }

  private Transcript transcript() {
    TreeSet<String> left = new TreeSet<>();
    for (String who : logs.keySet()) {
      if (status(path(who)) >= 0) {
        left.add(who);
      }
    }
    Map<String, List<String>> lines = new LinkedHashMap<>();
    logs.forEach((who, log) -> lines.put(who, log.lines()));
    String directory = status(world.directory()) >= 0 ? "there" : "gone";
    lines.put("files left", List.of(left.toString(), "the directory is " + directory));
    return new Transcript(lines, unmet, problems);
  }

  // ---- small things ----

  private Log log(String who) {
    return logs.computeIfAbsent(who, name -> new Log(world.directory()));
  }

  private ScenarioProcess start(String name) {
    SeededChoices own = random.fork(name + "-" + processes.size());
    ScenarioProcess process = new ScenarioProcess(name, world.start(name), own);
    processes.add(process);
    return process;
  }

  private String path(String name) {
    return world.directory() + '/' + name;
  }

  private int status(String path) {
    return administrator.statusAt(Kernel.AT_FDCWD, path, new FileStatus());
  }

  private byte[] octets(String text, String who) {
    return Spelling.octets(
        text,
        word -> {
          if (word.equals("dir")) {
            return world.directory();
          }
          String whose = word.equals("token") ? who : word.substring("token ".length());
          return participants.get(whose) instanceof WirePart wire
              ? wire.token()
              : WirePart.NO_TOKEN;
        });
  }

  private static void check(Log log, String what, int result) {
    if (result < 0) {
      log.got(what + ": " + Errno.name(-result));
    }
  }
}
