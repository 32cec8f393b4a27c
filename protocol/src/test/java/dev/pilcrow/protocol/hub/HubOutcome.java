package dev.pilcrow.protocol.hub;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an input has made of the session in a {@link HubScene}, in the words of the table of
 * docs/protocol.md.
 *
 * @param state its state now
 * @param effects what was asked for, but what concerns other sessions
 * @param born the state of another session of the same name that has begun, or null
 */
record HubOutcome(String state, List<String> effects, @Nullable String born) {
  private static final String HUB = "hub¶";

  /** What there is before the input. */
  static final class Before {
    private final String state;
    private final Set<Session> sessions;
    private final Set<String> othersIds = new HashSet<>();

    private Before(HubScene scene) {
      this.state = scene.state();
      this.sessions = new HashSet<>(scene.hub.sessions());
      for (Session other : scene.others()) {
        othersIds.add(Effect.id(other));
      }
    }

    String state() {
      return state;
    }
  }

  /** To be called when all is arranged. */
  static Before before(HubScene scene) {
    scene.recorder.take();
    return new Before(scene);
  }

  /** To be called after the input. */
  static HubOutcome after(HubScene scene, Before before) {
    List<Effect> all = scene.recorder.take();
    List<String> effects =
        all.stream()
            .filter(effect -> !before.othersIds.contains(concerned(effect)))
            .map(HubOutcome::word)
            .toList();
    String born = born(scene, before);
    boolean over = scene.state().equals(HubScene.NONE) || scene.state().equals("CLOSED");
    return born != null && over
        ? new HubOutcome(born, effects, null) // the same client goes on with another session
        : new HubOutcome(scene.state(), effects, born);
  }

  /** Whether a deadline, or the end of a pass, will bring something about for the session. */
  boolean isOwedMore(HubScene scene) {
    if (scene.hub.hasDeadline()) {
      return true;
    }
    scene.hub.onPassEnd(scene.nowNanos);
    return !scene.recorder.take().isEmpty();
  }

  private static @Nullable String born(HubScene scene, Before before) {
    return scene.hub.sessions().stream()
        .filter(session -> session.name().equals(HubScene.NAME))
        .filter(session -> !before.sessions.contains(session))
        .map(session -> session.state().name())
        .findFirst()
        .orElse(null);
  }

  /** {@code name#slot} of the session that the effect is for; empty if it is for all or none. */
  private static String concerned(Effect effect) {
    for (RecordComponent component : effect.getClass().getRecordComponents()) {
      if (component.getName().equals("session") || component.getName().equals("to")) {
        try {
          return String.valueOf(component.getAccessor().invoke(effect));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    return "";
  }

  private static String word(Effect effect) {
    if (effect instanceof Effect.Everyone everyone) {
      String frame = everyone.frame();
      return frame.startsWith("¶") || frame.endsWith("¶") ? "presence" : "everyone";
    }
    if (effect instanceof Effect.Direct direct && direct.frame().startsWith(HUB)) {
      String payload = direct.frame().substring(HUB.length());
      return payload.substring(0, payload.indexOf(' '));
    }
    String name = effect.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
