package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.frame.FrameKind;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.Session;
import dev.pilcrow.protocol.hub.SessionState;
import org.jspecify.annotations.Nullable;

/** Hubs that break a promise each, with how many steps it takes to see it. */
enum WrongHub {
  NEVER_OPENS("Stuck", 3),
  FORGETS_TO_LET_IN("Disagreement", 5),
  SAYS_ALL_TWICE("Disagreement", 5),
  DOES_NOT_TELL_WHO_COMES("Disagreement", 5),
  DOES_NOT_TELL_WHO_HAS_GONE("Disagreement", 6),
  DOES_NOT_SAY_GOODBYE("Disagreement", 6),
  LEAVES_DESCRIPTORS_OPEN("DescriptorLeaked", 5),
  LOSES_WHAT_IS_SAID("Disagreement", 5),
  KEEPS_QUIET_ABOUT_VIOLATIONS("Disagreement", 2),
  THROWS_OUT_WHO_COMES("InnocentHarmed", 3),
  FAILS("ProgramFailed", 3);

  final String promise;
  final int steps;

  WrongHub(String promise, int steps) {
    this.promise = promise;
    this.steps = steps;
  }

  /** What makes a right hub this one. */
  HubEffects between(HubEffects to) {
    return switch (this) {
      case NEVER_OPENS -> new Open(to);
      case FORGETS_TO_LET_IN -> new Join(to);
      case SAYS_ALL_TWICE -> new Twice(to);
      case DOES_NOT_TELL_WHO_COMES -> new Comers(to);
      case DOES_NOT_TELL_WHO_HAS_GONE -> new Goers(to);
      case DOES_NOT_SAY_GOODBYE -> new Bye(to);
      case LEAVES_DESCRIPTORS_OPEN -> new Close(to);
      case LOSES_WHAT_IS_SAID -> new Loss(to);
      case KEEPS_QUIET_ABOUT_VIOLATIONS -> new Quiet(to);
      case THROWS_OUT_WHO_COMES -> new Outcast(to);
      case FAILS -> new Failing(to);
    };
  }

  private static final class Open extends ForwardingEffects {
    Open(HubEffects to) {
      super(to);
    }

    @Override
    public void open(Session session, @Nullable Session holder) {}
  }

  private static final class Join extends ForwardingEffects {
    Join(HubEffects to) {
      super(to);
    }

    @Override
    public void join(Session session) {}
  }

  private static final class Twice extends ForwardingEffects {
    Twice(HubEffects to) {
      super(to);
    }

    @Override
    public void everyone(OutgoingFrame frame) {
      super.everyone(frame);
      super.everyone(frame);
    }
  }

  private static final class Comers extends ForwardingEffects {
    Comers(HubEffects to) {
      super(to);
    }

    @Override
    public void everyone(OutgoingFrame frame) {
      if (frame.kind() != FrameKind.REGISTRATION) {
        super.everyone(frame);
      }
    }
  }

  private static final class Goers extends ForwardingEffects {
    Goers(HubEffects to) {
      super(to);
    }

    @Override
    public void everyone(OutgoingFrame frame) {
      if (frame.kind() != FrameKind.DISCONNECT) {
        super.everyone(frame);
      }
    }
  }

  private static final class Bye extends ForwardingEffects {
    Bye(HubEffects to) {
      super(to);
    }

    @Override
    public void direct(Session session, OutgoingFrame frame) {
      if (session.state() != SessionState.LEAVING) {
        super.direct(session, frame);
      }
    }
  }

  private static final class Close extends ForwardingEffects {
    Close(HubEffects to) {
      super(to);
    }

    @Override
    public void close(Session session) {}
  }

  private static final class Loss extends ForwardingEffects {
    Loss(HubEffects to) {
      super(to);
    }

    @Override
    public void everyone(OutgoingFrame frame) {
      if (frame.kind() != FrameKind.DATA) {
        super.everyone(frame);
      }
    }
  }

  private static final class Quiet extends ForwardingEffects {
    Quiet(HubEffects to) {
      super(to);
    }

    @Override
    public void violated(Violation violation, @Nullable Session session) {}
  }

  private static final class Outcast extends ForwardingEffects {
    Outcast(HubEffects to) {
      super(to);
    }

    @Override
    public void joined(Session session) {
      super.close(session);
    }
  }

  private static final class Failing extends ForwardingEffects {
    Failing(HubEffects to) {
      super(to);
    }

    @Override
    public void join(Session session) {
      throw new IllegalStateException("no room");
    }
  }
}
