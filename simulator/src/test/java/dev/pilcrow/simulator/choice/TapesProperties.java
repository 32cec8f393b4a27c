package dev.pilcrow.simulator.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TapesProperties {
  @Property
  void what_was_recorded_is_chosen_again(
      @ForAll long seed,
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 1000) Integer> bounds) {
    Tapes tapes = new Tapes();
    List<Integer> chosen = draw(new RecordedChoices(new SeededChoices(seed), tapes), bounds);

    assertEquals(chosen, draw(new SeededChoices(seed), bounds));
    assertEquals(chosen, draw(new TapedChoices(tapes), bounds));
    assertEquals(chosen, draw(new TapedChoices(tapes.trimmed()), bounds));
  }

  @Property
  void tapes_are_read_as_they_were_written(
      @ForAll long seed, @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 3) Integer> bounds) {
    Tapes tapes = new Tapes();
    draw(new RecordedChoices(new SeededChoices(seed), tapes), bounds);

    assertEquals(tapes.byComponent(), Tapes.parse(tapes.toLines()).byComponent());
  }

  @Example
  void a_tape_that_has_ended_gives_the_tame_choice_and_so_does_one_that_does_not_fit() {
    Tapes tapes = Tapes.parse(List.of("tape a 3 1*2"));
    Choices choices = new TapedChoices(tapes).fork("a");

    assertEquals(0, choices.choose("of three", 3));
    assertEquals(1, choices.choose("of three", 3));
    assertEquals(0, choices.choose("of one takes nothing from the tape", 1));
    assertEquals(1, choices.choose("of three", 3));
    assertEquals(0, choices.choose("behind the end", 3));
    assertEquals(0, new TapedChoices(tapes).fork("b").choose("no tape", 3));
  }

  @Example
  void a_line_that_is_no_tape_is_told() {
    for (String line :
        List.of("", "tape", "tap a 1", "tape a x", "tape a -1", "tape a 1*0", "tape a  1")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Tapes.parse(List.of(line)), line);
      assertTrue(e.toString().contains("\"" + line + "\""), e.toString());
    }
    assertThrows(
        IllegalArgumentException.class, () -> Tapes.parse(List.of("tape a 1", "tape a 2")));
  }

  /** Two components, one within the other. */
  private static List<Integer> draw(Choices choices, List<Integer> bounds) {
    Choices client = choices.fork("client-1");
    Choices script = client.fork("script");
    List<Integer> chosen = new ArrayList<>();
    for (int bound : bounds) {
      chosen.add(choices.choose("root", bound));
      chosen.add(script.choose("script", bound));
    }
    return chosen;
  }
}
