package dev.pilcrow.simulator.scenario;

/** Somebody to whom clients write: a hub, or a server that is not ours. */
abstract class ServerPart extends Participant {
  ServerPart(ScenarioProcess process, Log log) {
    super(process, log);
  }

  /** It is asked to end, and ends. */
  abstract void stop();

  @Override
  final void goHome() {
    stop();
  }
}
