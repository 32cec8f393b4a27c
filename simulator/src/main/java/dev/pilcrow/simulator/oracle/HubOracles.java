package dev.pilcrow.simulator.oracle;

import dev.pilcrow.fifo.hub.HubGauges;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import java.util.function.Consumer;

/**
 * All that a hub promises, as one oracle.
 *
 * <p>What happens at every other system call is told to each oracle by a line of its own, and not
 * in a loop over all: in a loop the JVM looks up anew, at each turn, which class it is to call,
 * even where that does nothing. It made runs of a thousand clients half as fast.
 */
public final class HubOracles implements Oracle {
  private final GapOracle gaps;
  private final AgreementOracle agreement;
  private final OrderOracle order;
  private final SpeechOracle speech;
  private final IsolationOracle isolation;
  private final LivenessOracle liveness = new LivenessOracle();
  private final BoundsOracle bounds;
  private final ListenerOracle listeners;
  private final transient Oracle[] all;

  /**
   * @param sayings knows what was said in the run
   * @param listeners hears what clients tell their owners
   */
  public HubOracles(HubOptions hub, Sayings sayings, ListenerOracle listeners) {
    this.gaps = new GapOracle(hub.config());
    this.agreement = new AgreementOracle(hub.config());
    this.order = new OrderOracle(sayings);
    this.speech = new SpeechOracle(sayings, hub.config().classic());
    this.isolation = new IsolationOracle(hub.config());
    this.bounds = new BoundsOracle(hub);
    this.listeners = listeners;
    this.all =
        new Oracle[] {gaps, agreement, order, speech, isolation, liveness, bounds, listeners};
  }

  // ---- at every other call ----

  @Override
  public void onPass() {
    gaps.onPass();
    agreement.onPass();
    order.onPass();
    speech.onPass();
    isolation.onPass();
    liveness.onPass();
    bounds.onPass();
    listeners.onPass();
  }

  @Override
  public void onPassEnd(long beganNanos, long nowNanos, HubGauges gauges) {
    gaps.onPassEnd(beganNanos, nowNanos, gauges);
    agreement.onPassEnd(beganNanos, nowNanos, gauges);
    order.onPassEnd(beganNanos, nowNanos, gauges);
    speech.onPassEnd(beganNanos, nowNanos, gauges);
    isolation.onPassEnd(beganNanos, nowNanos, gauges);
    liveness.onPassEnd(beganNanos, nowNanos, gauges);
    bounds.onPassEnd(beganNanos, nowNanos, gauges);
    listeners.onPassEnd(beganNanos, nowNanos, gauges);
  }

  @Override
  public void onSaid(String writer, byte[] octets, int from, int to) {
    gaps.onSaid(writer, octets, from, to);
    agreement.onSaid(writer, octets, from, to);
    order.onSaid(writer, octets, from, to);
    speech.onSaid(writer, octets, from, to);
    isolation.onSaid(writer, octets, from, to);
    liveness.onSaid(writer, octets, from, to);
    bounds.onSaid(writer, octets, from, to);
    listeners.onSaid(writer, octets, from, to);
  }

  @Override
  public void onBurst(byte[] octets, int from, int to, boolean dry) {
    gaps.onBurst(octets, from, to, dry);
    agreement.onBurst(octets, from, to, dry);
    order.onBurst(octets, from, to, dry);
    speech.onBurst(octets, from, to, dry);
    isolation.onBurst(octets, from, to, dry);
    liveness.onBurst(octets, from, to, dry);
    bounds.onBurst(octets, from, to, dry);
    listeners.onBurst(octets, from, to, dry);
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    gaps.onFrame(box, octets, from, to);
    agreement.onFrame(box, octets, from, to);
    order.onFrame(box, octets, from, to);
    speech.onFrame(box, octets, from, to);
    isolation.onFrame(box, octets, from, to);
    liveness.onFrame(box, octets, from, to);
    bounds.onFrame(box, octets, from, to);
    listeners.onFrame(box, octets, from, to);
  }

  // ---- now and then ----

  @Override
  public void onHubStarted() {
    tellAll(Oracle::onHubStarted);
  }

  @Override
  public void onHubEnded() {
    tellAll(Oracle::onHubEnded);
  }

  @Override
  public void onJoined(Mailbox box) {
    tellAll(oracle -> oracle.onJoined(box));
  }

  @Override
  public void onRefused(Mailbox box, ErrorCode code) {
    tellAll(oracle -> oracle.onRefused(box, code));
  }

  @Override
  public void onLeft(Mailbox box, Departure why) {
    tellAll(oracle -> oracle.onLeft(box, why));
  }

  @Override
  public void onHungUp(Mailbox box) {
    tellAll(oracle -> oracle.onHungUp(box));
  }

  @Override
  public void onDropped(Mailbox box, long frames) {
    tellAll(oracle -> oracle.onDropped(box, frames));
  }

  @Override
  public void onText(Mailbox box, byte[] octets, int from, int to) {
    tellAll(oracle -> oracle.onText(box, octets, from, to));
  }

  @Override
  public void onPathRefused(String path) {
    tellAll(oracle -> oracle.onPathRefused(path));
  }

  @Override
  public void onPathReleased(String path) {
    tellAll(oracle -> oracle.onPathReleased(path));
  }

  @Override
  public void atRest() {
    tellAll(Oracle::atRest);
  }

  @Override
  public void atEnd() {
    tellAll(Oracle::atEnd);
  }

  private void tellAll(Consumer<Oracle> what) {
    for (Oracle oracle : all) {
      what.accept(oracle);
    }
  }
}
