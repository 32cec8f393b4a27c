package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.Printed;
import dev.pilcrow.simulator.trace.Story;

/**
 * Tells what went through pipes, whatever it means: each write from its actor to the pipe, each
 * read from the pipe to its actor, and how calls failed. A read that finds nothing is not told.
 */
final class CallStory implements CallWatch {
  private final Story story;

  CallStory(Story story) {
    this.story = story;
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    boolean reads = call == SystemCall.READ;
    if (result < 0) {
      if (!reads || result != -Errno.EAGAIN) {
        story.befell(actor.name(), call.text() + " fails: " + Errno.name(-result));
      }
    } else if (reads || call == SystemCall.WRITE) {
      SimulatedProcess process = actor.process();
      int fd = process.callDescriptor();
      if (process.isPipe(fd)) {
        String pipe = String.valueOf(process.describe(fd));
        String text = Printed.frame(process.callOctets(result), 0, result);
        story.said(reads ? pipe : actor.name(), reads ? actor.name() : pipe, text);
      }
    }
  }

  @Override
  public void onExit(Actor actor) {
    story.befell(actor.name(), "is gone");
  }
}
