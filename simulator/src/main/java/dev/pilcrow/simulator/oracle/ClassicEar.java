package dev.pilcrow.simulator.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * What a classic client should hear: texts without any mark between them. Nothing tells it of those
 * that are dropped, so after a drop any number of texts in a row may be missing; then it can be at
 * several places, of which the right one is left over as soon as it hears more.
 */
final class ClassicEar {
  /** Texts heard before that one, octets of that one, runs of texts that are missing. */
  private record Place(int text, int octets, int missing) {}

  /** A place to go on from, and how far in what is heard. */
  private record Try(Place place, int at) {}

  /** Between two texts: the one that would come next, and how far in what is heard. */
  private record Border(int text, int at) {}

  private final Member member;
  private final List<byte[]> texts = new ArrayList<>();
  private Set<Place> places = Set.of(new Place(0, 0, 0));
  private int drops;

  ClassicEar(Member member) {
    this.member = member;
  }

  /** The hub has dropped some of the texts. */
  void dropped() {
    drops++;
  }

  /** Whether that is what it should hear next. */
  boolean hears(byte[] octets, int from, int to) {
    takeNew();
    Queue<Try> tries = new PriorityQueue<>(Comparator.comparingInt(t -> t.place.missing));
    places.forEach(place -> tries.add(new Try(place, from)));
    Set<Place> after = new LinkedHashSet<>();
    Set<Border> seen = new HashSet<>();
    while (!tries.isEmpty()) {
      hear(tries.remove(), octets, to, tries, seen, after);
    }
    if (after.isEmpty()) {
      return false;
    }
    places = after;
    forget();
    return true;
  }

  /** Whether nothing is left that it must hear. */
  boolean hasHeardAll() {
    takeNew();
    return places.stream()
        .anyMatch(
            place -> place.text == texts.size() || (place.octets == 0 && place.missing < drops));
  }

  /** What it may hear next, for messages. */
  String next() {
    Place place = places.iterator().next();
    if (place.text == texts.size()) {
      return "nothing";
    }
    byte[] text = texts.get(place.text);
    return Printed.frame(text, place.octets, text.length);
  }

  /**
   * Follows one try to its end; others branch off where texts may be missing. Tries come by how
   * many runs they take for missing: with fewer it may hear all that it may with more, so who comes
   * second to a border need not go on. Without that, there would be as many tries as ways to miss
   * texts.
   */
  private void hear(
      Try next, byte[] octets, int to, Queue<Try> tries, Set<Border> seen, Set<Place> after) {
    Place place = next.place;
    int at = next.at;
    while (place.octets > 0 || seen.add(new Border(place.text, at))) {
      if (at == to) {
        after.add(place);
        return;
      }
      if (place.octets == 0 && place.missing < drops) {
        for (int text = place.text + 1; text < texts.size(); text++) {
          if (texts.get(text)[0] == octets[at] && !seen.contains(new Border(text, at))) {
            tries.add(new Try(new Place(text, 0, place.missing + 1), at));
          }
        }
      }
      if (place.text == texts.size()) {
        return;
      }
      byte[] text = texts.get(place.text);
      int length = Math.min(to - at, text.length - place.octets);
      int end = place.octets + length;
      if (!Arrays.equals(text, place.octets, end, octets, at, at + length)) {
        return;
      }
      at += length;
      boolean whole = end == text.length;
      place = new Place(whole ? place.text + 1 : place.text, whole ? 0 : end, place.missing);
    }
  }

  private void takeNew() {
    for (Expected next = member.next(); next != null; next = member.next()) {
      texts.add(next.octets());
      member.advance();
    }
  }

  /** What all places are past. */
  private void forget() {
    int past = places.stream().mapToInt(Place::text).min().orElse(0);
    if (past > 64) {
      texts.subList(0, past).clear();
      Set<Place> moved = new LinkedHashSet<>();
      places.forEach(p -> moved.add(new Place(p.text - past, p.octets, p.missing)));
      places = moved;
    }
  }
}
