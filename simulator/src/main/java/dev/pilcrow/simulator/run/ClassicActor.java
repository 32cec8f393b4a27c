package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClassicClient;
import dev.pilcrow.fifo.client.ClassicListener;
import dev.pilcrow.fifo.client.ClassicOptions;
import dev.pilcrow.fifo.client.ClassicState;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClassicClient} as it is in production, over a simulated process, with someone who says
 * something now and then, and leaves some day.
 */
final class ClassicActor extends Actor {
  private static final long[] THINKING_NANOS = {1_000_000L, 0, 20_000L, 50_000_000L};
  private static final int MAX_LENGTH = 4_000;

  private final Town town;
  private final Choices choices;
  private @Nullable EventLoop loop;
  private @Nullable ClassicClient client;
  private int deeds;
  private long nextDeedNanos;
  private boolean goesHome;

  /**
   * @param deeds how many things she does before she falls silent
   */
  ClassicActor(SimulatedProcess process, Town town, Choices choices, int deeds) {
    super(process);
    this.town = town;
    this.choices = choices;
    this.deeds = deeds;
  }

  @Override
  protected void step() throws SystemCallException {
    ClassicClient running = client;
    EventLoop turning = loop;
    if (running == null || turning == null) {
      connect();
      return;
    }
    turning.turn(0);
    running.onTick(process().nanoTime());
    if (running.state() != ClassicState.CLOSED) {
      act(running);
    }
    if (running.state() == ClassicState.CLOSED) {
      turning.close();
      Leaks.check(this, 0);
      exit();
    }
  }

  @Override
  protected long timeoutNanos() {
    ClassicClient running = client;
    if (running == null || running.state() == ClassicState.CLOSED) {
      return 0;
    }
    long timeout = running.timeoutNanos();
    if (deeds > 0) {
      long until = Math.max(0, nextDeedNanos - process().nanoTime());
      return timeout == Poller.FOREVER ? until : Math.min(timeout, until);
    }
    return timeout;
  }

  @Override
  protected void calmDown() {
    deeds = 0;
  }

  @Override
  protected void goHome() {
    calmDown();
    goesHome = true;
    if (client != null) {
      nextDeedNanos = 0;
      deeds = 1; // to leave
    }
  }

  private void connect() throws SystemCallException {
    if (goesHome) {
      exit();
      return;
    }
    try {
      loop = new EventLoop(new EpollPoller(process()));
    } catch (SystemCallException e) {
      exit();
      return;
    }
    client =
        ClassicClient.connect(
            process(),
            loop,
            ClassicOptions.of(town.directory + '/' + Wire.HUB, LabClient.DIRECTORY, name()),
            new ClassicListener() {});
  }

  private void act(ClassicClient running) {
    if (deeds == 0 || process().nanoTime() < nextDeedNanos) {
      return;
    }
    deeds--;
    if (goesHome) {
      running.leave();
      return;
    }
    switch (choices.choose("what she does", 40)) {
      case 38 -> running.leave();
      case 39 -> running.close();
      default -> say(running);
    }
    nextDeedNanos =
        process().nanoTime()
            + THINKING_NANOS[choices.choose("how long she thinks", THINKING_NANOS.length)];
  }

  private void say(ClassicClient running) {
    byte[] tag = town.sayings.tag(name());
    int length = Math.min(MAX_LENGTH, choices.choose("how much", 100) * town.loudness);
    byte[] text = Arrays.copyOf(tag, tag.length + length);
    Arrays.fill(text, tag.length, text.length, (byte) 'x');
    running.send(text);
  }
}
