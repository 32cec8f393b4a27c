package dev.pilcrow.simulator.state;

import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.hub.HubConfig;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields of a class matter for what will be. */
final class Matter {
  private static final String OURS = "dev.pilcrow.";

  /** Memory that each use fills anew, and what a run never changes. */
  private static final Set<Class<?>> NEVER =
      Set.of(
          NativeBuffer.class,
          EpollEvents.class,
          FileStatus.class,
          IncomingFrame.class,
          OutgoingFrame.class,
          HubConfig.class);

  /**
   * Of the product's classes, which know nothing of this: results of the last turn, texts for the
   * log, memory that lies idle.
   */
  private static final Map<String, String> IDLE =
      Map.of(
          "dev.pilcrow.fifo.EventLoop", "called",
          "dev.pilcrow.fifo.BurstPool", "idle",
          "dev.pilcrow.fifo.hub.Opener", "failure");

  private Matter() {}

  /**
   * Those that do, the superclasses' first.
   *
   * @throws UnsupportedOperationException if the class is not ours, or no longer has what is said
   *     not to matter
   */
  static List<Field> fields(Class<?> type) {
    if (type.isHidden()) {
      return List.of(); // a lambda holds what its maker leads to as well
    }
    if (!type.getName().startsWith(OURS)) {
      throw new UnsupportedOperationException("what matters of a " + type.getName() + "?");
    }
    List<Field> fields = new ArrayList<>();
    for (Class<?> at = type; at != null && at != Object.class && at != Record.class; ) {
      fields.addAll(0, declared(at));
      at = at.getSuperclass();
    }
    return fields;
  }

  private static List<Field> declared(Class<?> type) {
    List<Field> fields = new ArrayList<>(Arrays.asList(type.getDeclaredFields()));
    fields.removeIf(
        field ->
            Modifier.isStatic(field.getModifiers())
                || Modifier.isTransient(field.getModifiers())
                || NEVER.contains(field.getType()));
    String idle = IDLE.get(type.getName());
    if (idle != null && !fields.removeIf(field -> field.getName().equals(idle))) {
      throw new UnsupportedOperationException(type + " has no " + idle);
    }
    fields.forEach(field -> field.setAccessible(true));
    return fields;
  }
}
