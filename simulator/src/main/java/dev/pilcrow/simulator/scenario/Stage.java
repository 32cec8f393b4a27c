package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
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
 * Plays a scenario in a {@link World}.
 *
 * <p>After each step all are turned until they are at rest. Only a step that waits goes on to the
 * next deadline; it gives up when there is none, or none soon.
 */
final class Stage {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int USUAL_PERMISSIONS = 0600;

  private final SeededChoices random = new SeededChoices(1);
  private final World world;
  private final InboxPen pen;

  /** Makes and removes files for everyone. */
  private final ScenarioProcess administrator;

  private final Map<String, Log> logs = new LinkedHashMap<>();
  private final Company company = new Company();
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
        stage.company.settle();
      }
      stage.sendHome();
    } finally {
      stage.company.processes().forEach(ScenarioProcess::kill);
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
      case CALLS -> call(step, log);
      case SERVES -> serve(step, log);
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
        Participant participant = company.get(step.who());
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
  private void useProgram(Step step) {
    Participant participant = company.get(step.who());
    if (participant == null || !participant.isAwake()) {
      unmet.add(step.toString());
    } else if (participant instanceof ServerPart hub && step.verb() == Verb.STOPS) {
      hub.stop();
    } else if (participant instanceof ClientPart client) {
      useClient(client, step);
    } else {
      unmet.add(step.toString());
    }
  }

  private void useClient(ClientPart client, Step step) {
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
      company.put(
          step.who(),
          step.argument().equals(Settings.BARE)
              ? new BarePart(process, log, world.directory())
              : new HubPart(process, log, Settings.hub(world.directory(), step.argument())));
    } catch (IOException e) {
      log.got("not started: " + e.getMessage());
    }
  }

  private void connect(Step step, Log log) throws IOException {
    if (!isThere(step)) {
      company.put(
          step.who(),
          new NativePart(
              start(step.who()),
              log,
              Settings.client(world.directory(), step.who(), step.argument())));
    }
  }

  private void call(Step step, Log log) throws IOException {
    if (!isThere(step)) {
      company.put(
          step.who(),
          new ClassicPart(
              start(step.who()),
              log,
              Settings.classic(world.directory(), step.who(), step.argument())));
    }
  }

  private void serve(Step step, Log log) throws IOException {
    if (!isThere(step)) {
      company.put(step.who(), new LabServerPart(start(step.who()), log, world.directory()));
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
  private void repeat(ClientPart client, String argument) {
    int space = argument.indexOf(' ');
    byte[] text = octets(argument.substring(space), "");
    int times = Integer.parseInt(argument.substring(0, space));
    for (int i = 1; i <= times; i++) {
      byte[] number = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      byte[] message = Arrays.copyOf(number, number.length + text.length);
      System.arraycopy(text, 0, message, number.length, text.length);
      client.say(null, message);
      if (client instanceof WirePart) {
        company.settle(); // it queues nothing: what the inbox has no room for is not said
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
    if (company.get(step.who()) instanceof NativePart) {
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
    Participant there = company.get(step.who());
    if (there != null && there.isLive()) {
      if (there instanceof WirePart wire && wire.isAwake()) {
        return wire;
      }
      unmet.add(step.toString());
      return null;
    }
    WirePart wire = new WirePart(start(step.who()), log, pen);
    company.put(step.who(), wire);
    return wire;
  }

  private boolean isThere(Step step) {
    Participant there = company.get(step.who());
    if (there == null || !there.isLive()) {
      return false;
    }
    unmet.add(step.toString());
    return true;
  }

  private void await(Step step, Log log) {
    long giveUpNanos = administrator.nanoTime() + PATIENCE_NANOS;
    while (!log.hears(step.argument())) {
      if (!company.passTime(administrator.nanoTime(), giveUpNanos)) {
        unmet.add(step.toString());
        return;
      }
    }
  }

  // ---- the end ----

  private void sendHome() throws IOException {
    for (Participant participant : company.all()) {
      participant.asleep = false;
      if (participant instanceof ClientPart client && client.isLive()) {
        client.read(true);
      }
    }
    company.settle();
    goHome(ServerPart.class);
    long giveUpNanos = administrator.nanoTime() + PATIENCE_NANOS;
    while (anyServerIsLive() && company.passTime(administrator.nanoTime(), giveUpNanos)) {}
    goHome(ClientPart.class);
    for (Participant participant : company.all()) {
      if (participant.isLive()) {
        problems.add(participant.process.name() + " has not ended");
        participant.die();
      }
    }
    for (ScenarioProcess process : company.processes()) {
      if (process.openDescriptors() > 0) {
        problems.add(process.name() + " has left " + process.openDescriptors() + " descriptors");
      }
    }
  }

  private void goHome(Class<? extends Participant> kind) throws IOException {
    for (Participant participant : company.all()) {
      if (kind.isInstance(participant) && participant.isLive()) {
        participant.goHome();
      }
    }
    company.settle();
  }

  private boolean anyServerIsLive() {
    return company.all().stream().anyMatch(p -> p instanceof ServerPart && p.isLive());
  }

  private Transcript transcript() {
    problems.addAll(company.failures());
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
    SeededChoices own = random.fork(name + "-" + company.processes().size());
    ScenarioProcess process = new ScenarioProcess(name, world.start(name), own);
    company.add(process);
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
          return company.get(whose) instanceof WirePart wire ? wire.token() : WirePart.NO_TOKEN;
        });
  }

  private static void check(Log log, String what, int result) {
    if (result < 0) {
      log.got(what + ": " + Errno.name(-result));
    }
  }
}
