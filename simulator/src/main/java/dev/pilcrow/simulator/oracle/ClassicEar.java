package dev.pilcrow.simulator.oracle;

import java.nio.ByteBuffer;
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
  /** So many may be forgotten before the room is used again. */
  private static final int SLACK = 64;

  /** Texts heard before that one, octets of that one, runs of texts that are missing. */
  private record Place(int text, int octets, int missing) {}

  /** A place to go on from, and how far in what is heard. */
  private record Try(Place place, int at) {}

  /** Between two texts: the one that would come next, and how far in what is heard. */
  private record Border(int text, int at) {}

  private final Member member;
  private final List<byte[]> texts = new ArrayList<>();

  /** How each text begins, 0 if it is too short: many are looked through for one that begins so. */
  private long[] beginnings = new long[SLACK];

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
        long beginning = beginning(octets, at, to);
        for (int text = place.text + 1; text < texts.size(); text++) {
          if (mayBegin(text, beginning)
              && agrees(texts.get(text), 0, octets, at, to)
              && !seen.contains(new Border(text, at))) {
            tries.add(new Try(new Place(text, 0, place.missing + 1), at));
          }
        }
      }
      if (place.text == texts.size()) {
        return;
      }
      byte[] text = texts.get(place.text);
      if (!agrees(text, place.octets, octets, at, to)) {
        return;
      }
      int length = Math.min(to - at, text.length - place.octets);
      int end = place.octets + length;
      at += length;
      boolean whole = end == text.length;
      place = new Place(whole ? place.text + 1 : place.text, whole ? 0 : end, place.missing);
    }
  }

  private boolean mayBegin(int text, long beginning) {
    return beginnings[text] == beginning || beginnings[text] == 0 || beginning == 0;
  }

  /** Whether a text goes on with what is heard, as far as both reach. */
  private static boolean agrees(byte[] text, int from, byte[] octets, int at, int to) {
    int length = Math.min(to - at, text.length - from);
    return Arrays.equals(text, from, from + length, octets, at, at + length);
  }

  private static long beginning(byte[] octets, int from, int to) {
    return to - from < Long.BYTES ? 0 : ByteBuffer.wrap(octets).getLong(from);
  }

  private void takeNew() {
    for (Expected next = member.next(); next != null; next = member.next()) {
      byte[] text = next.octets();
      if (texts.size() == beginnings.length) {
        beginnings = Arrays.copyOf(beginnings, 2 * beginnings.length);
      }
      beginnings[texts.size()] = beginning(text, 0, text.length);
      texts.add(text);
      member.advance();
    }
  }

  /** What all places are past. */
  private void forget() {
    int past = Integer.MAX_VALUE;
    for (Place place : places) {
      past = Math.min(past, place.text);
    }
    if (past > SLACK) {
      System.arraycopy(beginnings, past, beginnings, 0, texts.size() - past);
      texts.subList(0, past).clear();
      Set<Place> moved = new LinkedHashSet<>();
      for (Place place : places) {
        moved.add(new Place(place.text - past, place.octets, place.missing));
      }
      places = moved;
    }
  }
}
