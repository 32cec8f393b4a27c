package dev.pilcrow.simulator.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a sequence that differs as short and plain as it can, while it still differs: drops steps,
 * first many at a time, then sets numbers to plainer ones.
 */
final class Shrinker {
  private final Sequence sequence;

  Shrinker(Sequence sequence) {
    this.sequence = sequence;
  }

  /** Returns steps that differ; the last of them does. */
  List<Step> shrink(List<Step> differing) throws IOException {
    List<Step> steps = differing;
    List<Step> before;
    do {
      before = steps;
      steps = plainer(shorter(steps));
    } while (!steps.equals(before));
    return steps;
  }

  private List<Step> shorter(List<Step> given) throws IOException {
    List<Step> steps = given;
    for (int chunk = Math.max(1, steps.size() / 2); chunk >= 1; chunk /= 2) {
      int from = Math.max(0, steps.size() - chunk);
      while (from >= 0) {
        List<Step> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(Math.min(steps.size(), from + chunk), steps.size()));
        if (differs(fewer)) {
          steps = sequence.steps();
        }
        from = from == 0 ? -1 : Math.max(0, Math.min(from, steps.size()) - chunk);
      }
    }
    return steps;
  }

  private List<Step> plainer(List<Step> given) throws IOException {
    List<Step> steps = given;
    for (int i = 0; i < steps.size(); i++) {
      for (Step plain : plainer(steps.get(i))) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(i, plain);
        if (!plain.equals(steps.get(i)) && differs(changed)) {
          steps = sequence.steps();
          break;
        }
      }
      i = Math.min(i, steps.size());
    }
    return steps;
  }

  private static List<Step> plainer(Step step) {
    return List.of(
        withValue(step, 1),
        withValue(step, 4096),
        new Step(step.kind(), 0, step.register(), step.other(), step.value(), step.flags()));
  }

  private static Step withValue(Step step, int value) {
    return step.value() <= value
        ? step
        : new Step(step.kind(), step.process(), step.register(), step.other(), value, step.flags());
  }

  private boolean differs(List<Step> steps) throws IOException {
    return !sequence.run(steps);
  }
}
