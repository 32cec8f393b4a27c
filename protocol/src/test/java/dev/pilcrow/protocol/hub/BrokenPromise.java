package dev.pilcrow.protocol.hub;

/** What no run of a hub may show: one class for each promise. */
@SuppressWarnings("serial") // never serialized
abstract class BrokenPromise extends AssertionError {
  private BrokenPromise(String message) {
    super(message);
  }

  /** An effect that {@link HubEffects} rules out: after the end, before the beginning, twice. */
  static final class EffectOutOfPlace extends BrokenPromise {
    EffectOutOfPlace(String message) {
      super(message);
    }
  }

  /** Two sessions in one slot, or two holders of one name. */
  static final class SharedIdentity extends BrokenPromise {
    SharedIdentity(String message) {
      super(message);
    }
  }

  /** More than a limit allows. */
  static final class BoundPassed extends BrokenPromise {
    BoundPassed(String message) {
      super(message);
    }
  }

  /** Said in the name of somebody who has not said it. */
  static final class ForgedSpeech extends BrokenPromise {
    ForgedSpeech(String message) {
      super(message);
    }
  }

  /** Delivered twice, or not in the one order of all that was said. */
  static final class DisorderedSpeech extends BrokenPromise {
    DisorderedSpeech(String message) {
      super(message);
    }
  }

  /** A receiver does not get what the reference hub gives her. */
  static final class Disagreement extends BrokenPromise {
    Disagreement(String message) {
      super(message);
    }
  }

  /** The loop sleeps for ever, and a session waits for it to wake up. */
  static final class LostDeadline extends BrokenPromise {
    LostDeadline(String message) {
      super(message);
    }
  }

  /** The loop does not come to rest. */
  static final class BusyLoop extends BrokenPromise {
    BusyLoop(String message) {
      super(message);
    }
  }

  /** Something is left of a session that is over. */
  static final class LeakedSession extends BrokenPromise {
    LeakedSession(String message) {
      super(message);
    }
  }
}
