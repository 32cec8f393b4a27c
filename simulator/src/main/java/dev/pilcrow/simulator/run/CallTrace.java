package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.Printed;
import java.util.function.Consumer;

/**
 * A run as text, a line for each system call; the same choices give the same lines on every
 * machine:
 *
 * <pre>
 *   nanoseconds  actor  call(what it is about) = result, and the octets of reads and writes
 * </pre>
 *
 * Calls that are made within another's are written before it, as they are done before it.
 */
final class CallTrace implements CallWatch {
  private final Consumer<String> sink;
  private final SimulatedClock clock;

  /** Tells the time of the run. */
  interface SimulatedClock {
    long nanos();
  }

  CallTrace(SimulatedClock clock, Consumer<String> sink) {
    this.clock = clock;
    this.sink = sink;
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    SimulatedProcess process = actor.process();
    StringBuilder line = new StringBuilder();
    line.append("%12d %-10s %s(".formatted(clock.nanos(), actor.name(), call.text()));
    about(line, process, call);
    line.append(") = ");
    line.append(result >= 0 ? String.valueOf(result) : Errno.name(-result));
    if (process.callBuffer() != null && result > 0) {
      line.append(' ').append(Printed.frame(process.callOctets(result), 0, result));
    }
    sink.accept(line.toString());
  }

  @Override
  public void onExit(Actor actor) {
    sink.accept("%12d %-10s is gone".formatted(clock.nanos(), actor.name()));
  }

  private static void about(StringBuilder line, SimulatedProcess process, SystemCall call) {
    String path = process.callPath();
    if (path != null) {
      line.append(path);
    } else if (process.callDescriptor() >= 0) {
      line.append(process.callDescriptor());
      String what = process.describe(process.callDescriptor());
      if (what != null) {
        line.append(' ').append(what);
      }
    }
    if (process.callOtherDescriptor() >= 0) {
      line.append(", ").append(process.callOtherDescriptor());
      String what = process.describe(process.callOtherDescriptor());
      if (what != null) {
        line.append(' ').append(what);
      }
    }
    switch (call) {
      case READ, WRITE, TEE, SPLICE, SET_PIPE_CAPACITY ->
          line.append(", ").append(process.callLength());
      case OPEN, MAKE_FIFO, MAKE_DIRECTORY ->
          line.append(", 0").append(Integer.toOctalString(process.callFlags()));
      default -> {}
    }
  }
}
