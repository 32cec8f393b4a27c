package dev.pilcrow.benchmarks.work;

import java.util.ArrayList;
import java.util.List;

/** The sets of works that can be asked for. */
public final class Works {

  /** What a first look needs. */
  public static final List<Work> SHORT =
      works(
          "rtt-64",
          "echo-32x8-64",
          "fan-1x1-64",
          "fan-1x32-64",
          "fan-10x1-64",
          "fan-10x32-64",
          "fan-100x1-64",
          "fan-100x32-64");

  /** Subscribers by frames per write by size; 9,000 idle clients. */
  public static final List<Work> FULL =
      works(
          "rtt-64",
          "rtt-1000",
          "rtt-64-idle9000",
          "echo-32x8-64",
          "fan-1x1-64",
          "fan-1x32-64",
          "fan-10x1-64",
          "fan-10x32-64",
          "fan-100x1-64",
          "fan-100x32-64",
          "fan-1000x1-64",
          "fan-1000x32-64",
          "fan-10x4-1000",
          "fan-100x4-1000",
          "fan-1000x4-1000");

  /** One of each kind, as small as they come. */
  public static final List<Work> SMOKE = works("rtt-64", "echo-3x2-64", "fan-3x4-64");

  private Works() {}

  /**
   * The works that a user asks for.
   *
   * @param set where the words look
   * @param words each a work's id, whether it is in the set or not, or how ids of the set begin;
   *     all of the set if there are none
   * @throws IllegalArgumentException if a word means nothing, with a text for the user
   */
  public static List<Work> chosen(List<Work> set, List<String> words) {
    if (words.isEmpty()) {
      return set;
    }
    List<Work> chosen = new ArrayList<>();
    for (String word : words) {
      List<Work> found = set.stream().filter(work -> matches(work, word)).toList();
      chosen.addAll(found.isEmpty() ? List.of(Work.parse(word)) : found);
    }
    return chosen.stream().distinct().toList();
  }

  private static boolean matches(Work work, String word) {
    return work.id().equals(word) || work.id().startsWith(word + "-");
  }

  private static List<Work> works(String... ids) {
    List<Work> works = new ArrayList<>();
    for (String id : ids) {
      works.add(Work.parse(id));
    }
    return List.copyOf(works);
  }
}
