package dev.pilcrow.simulator.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a classic client should hear: texts without any mark between them. Nothing tells it of those
 * that are dropped, so after a drop any number of texts in a row may be missing; then it can be at
 * several places, of which the right one is left over as soon as it hears more.
 */
final class ClassicEar {
  /** Texts heard before that one, octets of that one, runs of texts that are missing. */
  private record Place(int text, int octets, int missing) {}

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
    Set<Place> after = new LinkedHashSet<>();
    for (Place place : places) {
      hear(place, octets, from, to, after);
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

  private void hear(Place start, byte[] octets, int from, int to, Set<Place> after) {
    Place place = start;
    int at = from;
    while (at < to) {
      if (place.octets == 0 && place.missing < drops) {
        for (int text = place.text + 1; text < texts.size(); text++) {
          if (texts.get(text)[0] == octets[at]) {
            hear(new Place(text, 0, place.missing + 1), octets, at, to, after);
          }
        }
      }
      if (place.text == texts.size()) {
        return;
      }
      byte[] text = texts.get(place.text);
      int length = Math.min(to - at, text.length - place.octets);
      for (int i = 0; i < length; i++) {
        if (text[place.octets + i] != octets[at + i]) {
          return;
        }
      }
      at += length;
      boolean whole = place.octets + length == text.length;
      place =
          new Place(
              whole ? place.text + 1 : place.text,
              whole ? 0 : place.octets + length,
              place.missing);
    }
    after.add(place);
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
