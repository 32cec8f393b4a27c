package dev.pilcrow.simulator.scenario;

import org.jspecify.annotations.Nullable;

/** A client of either kind, as its user sees it. */
abstract class ClientPart extends Participant {
  ClientPart(ScenarioProcess process, Log log) {
    super(process, log);
  }

  /** Says something, to one or, if that is null, to whom the hub's mode has it go. */
  abstract void say(@Nullable String recipient, byte[] message);

  abstract void askWho();

  abstract void ping(String text);

  abstract void leave();

  abstract void close();

  abstract void read(boolean wanted);
}
