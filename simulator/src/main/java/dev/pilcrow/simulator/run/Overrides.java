package dev.pilcrow.simulator.run;

import java.util.Arrays;

/**
 * Who does something about an event. Most watchers and oracles leave most methods as they are, and
 * at each system call it costs more to call all of them than what those few do who have a method of
 * their own.
 */
final class Overrides {
  private Overrides() {}

  /**
   * Those of them whose class has a method of its own in place of the interface's default one.
   *
   * @param method its name
   * @throws IllegalArgumentException if the interface has no such method
   */
  static <T> T[] of(T[] all, Class<T> type, String method) {
    if (!isOwn(type, Object.class, method)) {
      throw new IllegalArgumentException(type.getName() + " has no method " + method);
    }
    T[] some = Arrays.copyOf(all, all.length);
    int count = 0;
    for (T one : all) {
      if (isOwn(one.getClass(), type, method)) {
        some[count++] = one;
      }
    }
    return Arrays.copyOf(some, count);
  }

  private static boolean isOwn(Class<?> of, Class<?> type, String method) {
    return Arrays.stream(of.getMethods())
        .anyMatch(any -> any.getName().equals(method) && any.getDeclaringClass() != type);
  }
}
