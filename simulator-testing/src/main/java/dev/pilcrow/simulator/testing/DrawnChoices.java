package dev.pilcrow.simulator.testing;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.choice.Tape;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Choices that know only when they have been used what there was to choose: they are recorded, and
 * what is simpler is made of the record.
 */
final class DrawnChoices implements Shrinkable<Choices> {
  private final Supplier<Choices> source;
  private Tapes tapes;

  private DrawnChoices(Supplier<Choices> source, Tapes tapes) {
    this.source = source;
    this.tapes = tapes;
  }

  static DrawnChoices ofSeed(long seed) {
    return new DrawnChoices(() -> new SeededChoices(seed), new Tapes());
  }

  private static DrawnChoices ofTapes(Tapes tapes) {
    return new DrawnChoices(() -> new TapedChoices(tapes), tapes);
  }

  /** From their beginning, whenever they are asked for. */
  @Override
  public Choices value() {
    tapes = new Tapes();
    return new Shown(new RecordedChoices(source.get(), tapes), tapes);
  }

  @Override
  public Stream<Shrinkable<Choices>> shrink() {
    Tapes used = tapes.trimmed();
    return used.byComponent().keySet().stream()
        .flatMap(component -> simpler(used, component))
        .map(DrawnChoices::ofTapes);
  }

  /** First the choices that are not tame, then the sizes of those. */
  @Override
  public ShrinkingDistance distance() {
    Tapes used = tapes.trimmed();
    long wild = values(used).filter(value -> value > 0).count();
    return ShrinkingDistance.of(wild, used.length(), values(used).asLongStream().sum());
  }

  private static IntStream values(Tapes tapes) {
    return tapes.byComponent().values().stream()
        .flatMapToInt(tape -> Arrays.stream(tape.toArray()));
  }

  /** The component dropped; half of its tape; one choice tame; one choice smaller. */
  private static Stream<Tapes> simpler(Tapes tapes, String component) {
    int[] values = tapes.of(component).toArray();
    Stream<Tape> halved = Stream.of(Tape.of(Arrays.copyOf(values, values.length / 2)));
    Stream<Tape> lowered =
        IntStream.range(0, values.length)
            .boxed()
            .flatMap(
                at ->
                    IntStream.of(0, values[at] / 2, values[at] - 1)
                        .filter(value -> 0 <= value && value < values[at])
                        .mapToObj(value -> with(values, at, value)));
    return Stream.concat(
        Stream.of(tapes.with(component, null)),
        Stream.concat(halved, lowered).map(tape -> tapes.with(component, tape)));
  }

  private static Tape with(int[] values, int at, int value) {
    int[] changed = values.clone();
    changed[at] = value;
    return Tape.of(changed);
  }

  /** Tells a report what was chosen so far. */
  private record Shown(Choices choices, Tapes tapes) implements Choices {
    @Override
    public int choose(String what, int bound) {
      return choices.choose(what, bound);
    }

    @Override
    public Choices fork(String component) {
      return choices.fork(component);
    }

    @Override
    public String toString() {
      return tapes.trimmed().toLines().toString();
    }
  }
}
