package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.simulator.choice.Choices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs sequences of steps on both sides and compares them, one sequence at a time. */
final class Sequence {
  private final SimulatedSide simulated;
  private final RealSide real;
  private final Comparison comparison;
  private final Registers registers = new Registers();
  private final Outcomes outcomes;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private @Nullable String difference;
  private boolean recording;

  Sequence(RealSide real, Outcomes outcomes) {
    this.real = real;
    this.simulated = new SimulatedSide(real.options());
    this.comparison = new Comparison(simulated, real);
    this.outcomes = outcomes;
  }

  /** Draws and runs a sequence. Returns whether both sides agreed. */
  boolean run(Choices choices) throws IOException {
    begin(false);
    try {
      StepSource source = new StepSource(choices, registers);
      while (source.hasNext() && difference == null) {
        make(source.next());
      }
    } finally {
      real.end();
    }
    return difference == null;
  }

  /** Runs given steps; those that the registers do not allow are left out. */
  boolean run(List<Step> given) throws IOException {
    begin(true);
    try {
      for (int i = 0; i < given.size() && difference == null; i++) {
        make(given.get(i));
      }
    } finally {
      real.end();
    }
    return difference == null;
  }

  /** The steps that were made, up to the one that differed. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Of given steps: what each answered. */
  List<String> results() {
    return List.copyOf(results);
  }

  /** How the last step differed; null if none did. */
  @Nullable String difference() {
    return difference;
  }

  private void begin(boolean record) throws IOException {
    recording = record;
    difference = null;
    steps.clear();
    results.clear();
    registers.clear();
    simulated.reset();
    real.reset();
  }

  private void make(Step step) {
    if (!registers.allow(step)) {
      return;
    }
    steps.add(step);
    int index = steps.size();
    if (step.kind() == StepKind.DIE) {
      die(step.process());
    }
    int expected = simulated.perform(step, index);
    int result = real.perform(step, index);
    difference =
        comparison.difference(
            step, expected, result, registers.content(step.process(), step.register()));
    if (!recording) {
      outcomes.count(step.kind(), result);
    } else {
      results.add(step + " = " + (result < 0 ? "-" + Errno.name(-result) : result));
    }
    if (difference == null && result >= 0) {
      real.onStep(step);
      registers.onSuccess(step, simulated);
    } else if (difference == null && step.kind() == StepKind.CLOSE) {
      registers.onSuccess(step, simulated);
    }
  }

  /** Both close in the order of the simulated descriptors: the real ones are numbered otherwise. */
  private void die(int process) {
    TreeMap<Integer, Integer> byDescriptor = new TreeMap<>();
    for (int register = 0; register < Side.REGISTERS; register++) {
      int descriptor = simulated.descriptor(process, register);
      if (descriptor != Side.NO_DESCRIPTOR) {
        byDescriptor.put(descriptor, register);
      }
    }
    for (int register : byDescriptor.values()) {
      real.close(process, register);
    }
    simulated.restart(process);
    real.begin(process);
  }
}
