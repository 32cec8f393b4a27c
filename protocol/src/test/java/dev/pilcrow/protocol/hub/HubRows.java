package dev.pilcrow.protocol.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * The rows of the hub's table in docs/protocol.md, by their labels: how each situation comes about
 * in a {@link HubScene}, and which input is then given.
 */
final class HubRows {
  /** A situation and an input. */
  record Row(HubConfig config, Dialect dialect, Arrangement arrangement, Consumer<HubScene> input) {
    /** Whether the situation of the row can be, with the session in that state. */
    boolean arrange(HubScene scene, String state) {
      return arrangement.test(scene, state) && scene.state().equals(state);
    }
  }

  /** Brings alice's session into a state and all else into the situation; false: cannot be. */
  interface Arrangement extends BiPredicate<HubScene, String> {
    default Arrangement then(Consumer<HubScene> more) {
      return (scene, state) -> {
        if (!test(scene, state)) {
          return false;
        }
        more.accept(scene);
        return true;
      };
    }
  }

  private static final HubConfig CHAT = HubConfig.of(HubMode.CHAT);
  private static final List<HubConfig> ANY_MODE =
      List.of(CHAT, CHAT.withPresence(false), HubConfig.of(HubMode.ECHO));
  private static final HubLimits ONE_SESSION = HubLimits.DEFAULT.withMaxSessions(1);
  private static final HubLimits ONE_WAITS =
      new HubLimits(
          HubLimits.DEFAULT.maxSessions(),
          1,
          HubLimits.DEFAULT.maxAnswerOctets(),
          HubLimits.DEFAULT.lingerNanos());

  private static final Arrangement STATE = HubScene::bring;
  private static final Arrangement SESSION =
      (scene, state) -> !state.equals(HubScene.NONE) && scene.bring(state);
  private static final Arrangement SHUT_DOWN =
      STATE.then(scene -> scene.hub.onShutdown(scene.nowNanos));

  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  /** All rows; each label may stand for several situations, which must agree. */
  static Map<String, List<Row>> all() {
    HubRows rows = new HubRows();
    rows.frames();
    rows.classicFrames();
    rows.passEnds();
    rows.opens();
    rows.readersAndQueues();
    rows.timeAndEnd();
    return rows.rows;
  }

  private void frames() {
    nativeOnly("registration", STATE, HubScene::register);
    nativeOnly("registration, hub full", ONE_SESSION, HubRows::full, HubScene::register);
    nativeOnly("registration, too many wait", ONE_WAITS, HubRows::tooManyWait, HubScene::register);
    nativeOnly("registration, after shutdown", SHUT_DOWN, HubScene::register);
    nativeOnly(
        "registration, a reserved name",
        (scene, state) -> state.equals(HubScene.NONE),
        scene -> scene.registerNative("everyone"));
    add("data, chat mode", List.of(CHAT), Dialect.NATIVE, STATE, HubScene::data);
    add(
        "data, echo mode",
        List.of(HubConfig.of(HubMode.ECHO)),
        Dialect.NATIVE,
        STATE,
        HubScene::data);
    nativeOnly("disconnect", STATE, HubScene::goodbye);
    add(
        "disconnect, it holds the inbox",
        policy(SlowPolicy.WAIT),
        Dialect.NATIVE,
        HubRows::holdsInbox,
        HubScene::goodbye);
    nativeOnly("violation", STATE, HubScene::breakGrammar);
  }

  private void classicFrames() {
    classicOnly("classicRegistration", STATE, HubScene::register);
    classicOnly("classicRegistration, hub full", ONE_SESSION, HubRows::full, HubScene::register);
    classicOnly(
        "classicRegistration, too many wait", ONE_WAITS, HubRows::tooManyWait, HubScene::register);
    classicOnly("classicRegistration, after shutdown", SHUT_DOWN, HubScene::register);
    add("classicText, chat mode", List.of(CHAT), Dialect.CLASSIC, STATE, HubScene::text);
    add(
        "classicText, echo mode",
        List.of(HubConfig.of(HubMode.ECHO)),
        Dialect.CLASSIC,
        STATE,
        HubScene::text);
    classicOnly("classicGoodbye", STATE, HubScene::goodbye);
  }

  private void passEnds() {
    Consumer<HubScene> passEnd = scene -> scene.hub.onPassEnd(scene.nowNanos);
    both("passEnd, of its own pass", ONE_SESSION, HubRows::beforePassEnd, passEnd);
    Arrangement later = laterPass(scene -> {});
    nativeOnly("passEnd, later; name held, native", later, passEnd);
    classicOnly("passEnd, later; name held, classic", later, passEnd);
    nativeOnly(
        "passEnd, later; holder leaving, native", laterPass(HubScene::holderLeaves), passEnd);
    both("passEnd, later; name free", laterPass(HubScene::holderDies), passEnd);
    Arrangement opened =
        (scene, state) -> {
          if (!state.equals("REFUSING")) {
            return false;
          }
          boolean can = scene.bring(state);
          scene.opened();
          return can;
        };
    nativeOnly("passEnd, later; opened, name held", opened, passEnd);
    nativeOnly("passEnd, later; opened, name free", opened.then(HubScene::holderDies), passEnd);
    nativeOnly(
        "gone, opened, name held",
        opened,
        scene -> scene.hub.onGone(scene.nowNanos, scene.subject()));
    Arrangement laterFull =
        laterPass(
            scene -> {
              scene.holderDies();
              scene.bobRegisters();
            });
    nativeOnly("passEnd, later; hub full, native", ONE_SESSION, laterFull, passEnd);
    classicOnly("passEnd, later; hub full, classic", ONE_SESSION, laterFull, passEnd);
    classicOnly(
        "passEnd, after its tick, classic",
        (scene, state) -> state.equals("OPENING") && retryIsDue(scene),
        passEnd);
  }

  private void opens() {
    both("opened", SESSION, HubScene::opened);
    Consumer<HubScene> noReader = scene -> scene.openFailed(OpenFailure.NO_READER);
    nativeOnly("openFailed, NO_READER, native", SESSION, noReader);
    classicOnly("openFailed, NO_READER, classic", SESSION, noReader);
    classicOnly("openFailed, NO_READER, classic, for 5 s", HubRows::triedForLong, noReader);
    classicOnly(
        "openFailed, NO_READER, classic, too many wait",
        ONE_WAITS,
        (scene, state) -> state.equals("OPENING") && tooManyWait(scene, state),
        noReader);
    for (OpenFailure why : OpenFailure.values()) {
      if (why != OpenFailure.NO_READER) {
        both("openFailed, any other reason", SESSION, scene -> scene.openFailed(why));
      }
    }
  }

  private void readersAndQueues() {
    Consumer<HubScene> gone = scene -> scene.hub.onGone(scene.nowNanos, scene.subject());
    both("gone", SESSION, gone);
    both("gone, it holds the inbox", policy(SlowPolicy.WAIT), HubRows::holdsInbox, gone);
    Consumer<HubScene> drained = scene -> scene.hub.onDrained(scene.nowNanos, scene.subject());
    both("drained", SESSION, drained);
    both("drained, it holds the inbox", policy(SlowPolicy.WAIT), HubRows::holdsInbox, drained);
    Consumer<HubScene> overflow = scene -> scene.hub.onOverflow(scene.nowNanos, scene.subject());
    both("overflow, policy gap", policy(SlowPolicy.GAP), SESSION, overflow);
    both("overflow, policy disconnect", policy(SlowPolicy.DISCONNECT), SESSION, overflow);
    both("overflow, policy wait", policy(SlowPolicy.WAIT), SESSION, overflow);
    both(
        "overflow, policy wait, inbox paused already",
        policy(SlowPolicy.WAIT),
        SESSION.then(HubRows::bobHoldsInbox),
        overflow);
    both("dropped", SESSION, scene -> scene.hub.onDropped(scene.nowNanos, scene.subject(), 3, 0));
    both(
        "dropped, 0 frames",
        SESSION,
        scene -> scene.hub.onDropped(scene.nowNanos, scene.subject(), 0, 0));
  }

  private void timeAndEnd() {
    Arrangement withDeadline =
        (scene, state) -> {
          if (!SESSION.test(scene, state)) {
            return false;
          }
          firstOpenFails(scene);
          scene.hub.onPassEnd(scene.nowNanos);
          return scene.subject().hasDeadline;
        };
    both("tick, at its deadline", withDeadline, HubRows::tick);
    both("tick, at any other time", STATE, scene -> scene.hub.onTick(scene.nowNanos - 1));
    Consumer<HubScene> shutdown = scene -> scene.hub.onShutdown(scene.nowNanos);
    both("shutdown", STATE, shutdown);
    both("shutdown, it holds the inbox", policy(SlowPolicy.WAIT), HubRows::holdsInbox, shutdown);
    both("shutdown, a second", SHUT_DOWN, shutdown);
  }

  // ---- situations ----

  private static boolean full(HubScene scene, String state) {
    boolean can = scene.bring(state);
    if (scene.hub.sessions().isEmpty()) {
      scene.bobRegisters();
    }
    return can;
  }

  /** One registration may wait, and one does. */
  private static boolean tooManyWait(HubScene scene, String state) {
    boolean can = scene.bring(state);
    if (!state.equals("CONTESTED")) {
      scene.bobWaits();
    }
    return can;
  }

  private static boolean holdsInbox(HubScene scene, String state) {
    if (!state.equals("ACTIVE") && !state.equals("LEAVING")) {
      return false;
    }
    boolean can = scene.bring(state);
    scene.recorder.take();
    scene.hub.onOverflow(scene.nowNanos, scene.subject());
    return can && scene.recorder.take().equals(List.of(new Effect.PauseInbox()));
  }

  private static void bobHoldsInbox(HubScene scene) {
    Session bob = scene.bobIsHere();
    scene.hub.onOverflow(scene.nowNanos, bob);
  }

  private static boolean beforePassEnd(HubScene scene, String state) {
    switch (state) {
      case "CONTESTED" -> scene.bring(state);
      case "REFUSING" -> {
        scene.bobRegisters(); // and the hub is full
        scene.bringBeforePassEnd();
      }
      default -> scene.bringBeforePassEnd();
    }
    return true;
  }

  /** A contested name has waited its pass when this is done; any other session is just there. */
  private static Arrangement laterPass(Consumer<HubScene> meanwhile) {
    return (scene, state) -> {
      if (!scene.bring(state)) {
        return false;
      }
      if (state.equals("CONTESTED")) {
        scene.hub.onPassEnd(scene.nowNanos);
        meanwhile.accept(scene);
      }
      return true;
    };
  }

  private static void firstOpenFails(HubScene scene) {
    if (scene.state().equals("OPENING") && scene.subject().dialect() == Dialect.CLASSIC) {
      scene.openFailed(OpenFailure.NO_READER);
    }
  }

  private static boolean retryIsDue(HubScene scene) {
    scene.bring("OPENING");
    firstOpenFails(scene);
    tick(scene);
    return true;
  }

  private static boolean triedForLong(HubScene scene, String state) {
    if (!state.equals("OPENING")) {
      return false;
    }
    scene.bring(state);
    long giveUpNanos = scene.nowNanos + HubLimits.CLASSIC_OPEN_NANOS;
    while (scene.nowNanos < giveUpNanos) {
      scene.openFailed(OpenFailure.NO_READER);
      tick(scene);
      scene.hub.onPassEnd(scene.nowNanos);
    }
    return true;
  }

  private static void tick(HubScene scene) {
    if (scene.hub.hasDeadline()) {
      scene.nowNanos = scene.hub.nextDeadlineNanos();
    }
    scene.hub.onTick(scene.nowNanos);
  }

  // ---- how rows are added ----

  private static List<HubConfig> policy(SlowPolicy policy) {
    return ANY_MODE.stream().map(config -> config.withSlowPolicy(policy)).toList();
  }

  private static List<HubConfig> limits(HubLimits limits) {
    return ANY_MODE.stream().map(config -> config.withLimits(limits)).toList();
  }

  private void nativeOnly(String label, Arrangement arrangement, Consumer<HubScene> input) {
    add(label, ANY_MODE, Dialect.NATIVE, arrangement, input);
  }

  private void nativeOnly(
      String label, HubLimits limits, Arrangement arrangement, Consumer<HubScene> input) {
    add(label, limits(limits), Dialect.NATIVE, arrangement, input);
  }

  private void classicOnly(String label, Arrangement arrangement, Consumer<HubScene> input) {
    add(label, ANY_MODE, Dialect.CLASSIC, arrangement, input);
  }

  private void classicOnly(
      String label, HubLimits limits, Arrangement arrangement, Consumer<HubScene> input) {
    add(label, limits(limits), Dialect.CLASSIC, arrangement, input);
  }

  private void both(String label, Arrangement arrangement, Consumer<HubScene> input) {
    both(label, ANY_MODE, arrangement, input);
  }

  private void both(
      String label, HubLimits limits, Arrangement arrangement, Consumer<HubScene> input) {
    both(label, limits(limits), arrangement, input);
  }

  private void both(
      String label, List<HubConfig> configs, Arrangement arrangement, Consumer<HubScene> input) {
    for (Dialect dialect : Dialect.values()) {
      add(label, configs, dialect, arrangement, input);
    }
  }

  private void add(
      String label,
      List<HubConfig> configs,
      Dialect dialect,
      Arrangement arrangement,
      Consumer<HubScene> input) {
    for (HubConfig config : configs) {
      rows.computeIfAbsent(label, key -> new ArrayList<>())
          .add(new Row(config, dialect, arrangement, input));
    }
  }
}
