package dev.pilcrow.simulator.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RedrawnChoicesProperties {
  private static final int CHOICES = 8;
  private static final int BOUND = 1_000_000;

  private final Tapes tapes = new Tapes();

  RedrawnChoicesProperties() {
    Choices recorded = new RecordedChoices(new SeededChoices(1), tapes);
    recorded.choose("before anybody is forked", BOUND);
    draw(recorded.fork("alice"));
    draw(recorded.fork("bob").fork("script"));
  }

  @Property
  void a_component_keeps_all_of_its_tape_or_draws_all_anew(@ForAll long source, @ForAll long coin) {
    for (String component : List.of("alice", "bob")) {
      List<Integer> chosen = draw(deepest(redrawn(source, coin), component));

      assertTrue(
          chosen.equals(draw(deepest(new TapedChoices(tapes), component)))
              || chosen.equals(draw(deepest(new SeededChoices(source), component))));
      assertEquals(chosen, draw(deepest(redrawn(source, coin), component)), "a fork forked again");
    }
  }

  @Property
  void who_has_no_tape_stays_tame(@ForAll long source, @ForAll long coin) {
    for (String component : List.of("carol", "al", "alice2")) {
      assertEquals(
          List.of(0, 0, 0, 0, 0, 0, 0, 0), draw(redrawn(source, coin).fork(component)), component);
    }
  }

  @Example
  void each_is_drawn_anew_about_every_other_time() {
    int[] anew = new int[4];
    for (long coin = 0; coin < 400; coin++) {
      Choices choices = redrawn(2, coin);
      boolean alice = !draw(choices.fork("alice")).equals(taped("alice"));
      boolean bob = !draw(deepest(choices, "bob")).equals(taped("bob"));
      anew[(alice ? 1 : 0) + (bob ? 2 : 0)]++;
    }
    for (int times : anew) {
      assertTrue(times > 60, () -> List.of(anew[0], anew[1], anew[2], anew[3]).toString());
    }
  }

  @Example
  void what_is_chosen_before_anything_is_forked_stays() {
    assertEquals(tapes.of("").get(0), redrawn(2, 3).choose("before", BOUND));
  }

  private Choices redrawn(long source, long coin) {
    return new RedrawnChoices(tapes, new SeededChoices(source), new SeededChoices(coin));
  }

  private List<Integer> taped(String component) {
    return draw(deepest(new TapedChoices(tapes), component));
  }

  private static Choices deepest(Choices choices, String component) {
    return component.equals("bob") ? choices.fork("bob").fork("script") : choices.fork(component);
  }

  private static List<Integer> draw(Choices choices) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < CHOICES; i++) {
      chosen.add(choices.choose("a number", BOUND));
    }
    return chosen;
  }
}
