package dev.pilcrow.simulator.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a sequence that differs as short and plain as it can, while it still differs: drops steps,
 * first many at a time, then sets numbers to plainer ones.
 */
final class Shrinker {
  private static final int[] PLAIN_VALUES = {1, 4096};

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
      for (int end = steps.size(); end > 0; end = Math.min(end, steps.size()) - chunk) {
        List<Step> fewer = new ArrayList<>(steps);
        fewer.subList(Math.max(0, end - chunk), end).clear();
        if (differs(fewer)) {
          steps = sequence.steps();
        }
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
        // As many steps as before: else it differs sooner, and what follows is another matter.
        if (differs(changed) && sequence.steps().size() == steps.size()) {
          steps = changed;
          break;
        }
      }
    }
    return steps;
  }

  /** Plainer forms of a step, the plainest first. */
  private static List<Step> plainer(Step step) {
    List<Step> plainer = new ArrayList<>();
    for (int value : PLAIN_VALUES) {
      if (value < step.value()) {
        plainer.add(with(step, step.process(), value));
      }
    }
    if (step.process() > 0) {
      plainer.add(with(step, 0, step.value()));
    }
    return plainer;
  }

  private static Step with(Step step, int process, int value) {
    return new Step(step.kind(), process, step.register(), step.other(), value, step.flags());
  }

  private boolean differs(List<Step> steps) throws IOException {
    return !sequence.run(steps);
  }
}
