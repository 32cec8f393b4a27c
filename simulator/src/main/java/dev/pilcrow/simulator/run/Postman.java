package dev.pilcrow.simulator.run;

import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.hub.HubGauges;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.Session;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.Mailbox;
import dev.pilcrow.simulator.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells oracles what went through the kernel: makes of system calls what was said, read and
 * delivered. It knows a FIFO by its inode, so a name that is taken again is another mailbox.
 */
final class Postman implements CallWatch, HubListener {
  private static final int ACCESS = O_RDONLY | O_WRONLY | O_RDWR;
  private static final byte[] NOTHING = {};

  /** What an actor holds open. */
  private static final class Desk {
    int inbox = -1;
    @Nullable Own[] own = new Own[8];

    @Nullable Own own(int fd) {
      return fd >= 0 && fd < own.length ? own[fd] : null;
    }

    void put(int fd, @Nullable Own one) {
      if (fd >= own.length) {
        own = Arrays.copyOf(own, 2 * fd);
      }
      own[fd] = one;
    }
  }

  /** A FIFO that an actor reads, or that the hub writes. */
  private static final class Own {
    final Mailbox box;

    /** The beginning of a frame whose end has not been read. */
    byte[] tail = NOTHING;

    Own(Mailbox box) {
      this.box = box;
    }
  }

  private final Oracle[] oracles;
  private final List<Desk> desks = new ArrayList<>();
  private final transient Map<Long, Mailbox> byInode = new HashMap<>();
  private final Map<String, Mailbox> openedByHub = new HashMap<>();
  private final transient Map<Session, Mailbox> bySession = new HashMap<>();
  private transient byte[] octets = new byte[1 << 16];

  Postman(List<Oracle> oracles) {
    this.oracles = oracles.toArray(Oracle[]::new);
  }

  // ---- what the hub writes into its log ----

  @Override
  public void onJoined(Session session) {
    Mailbox box = assign(session);
    for (Oracle oracle : oracles) {
      oracle.onJoined(box);
    }
  }

  @Override
  public void onRefused(Session session, ErrorCode code) {
    String path = path(session);
    if (path != null) {
      for (Oracle oracle : oracles) {
        oracle.onPathRefused(path);
      }
      return;
    }
    Mailbox box = assign(session);
    for (Oracle oracle : oracles) {
      oracle.onRefused(box, code);
    }
  }

  @Override
  public void onOpenFailed(Session session, String why) {
    String path = path(session);
    if (path != null) {
      for (Oracle oracle : oracles) {
        oracle.onPathReleased(path);
      }
    }
  }

  @Override
  public void onLeft(Session session, Departure why) {
    Mailbox box = bySession.remove(session);
    if (box != null) {
      for (Oracle oracle : oracles) {
        oracle.onLeft(box, why);
      }
    }
  }

  @Override
  public void onDropped(Session session, long frames) {
    Mailbox box = bySession.get(session);
    if (box != null) {
      for (Oracle oracle : oracles) {
        oracle.onDropped(box, frames);
      }
    }
  }

  /** The FIFO that the hub has opened for a session. */
  private Mailbox assign(Session session) {
    String path = path(session);
    Mailbox box = openedByHub.get(path == null ? session.name() : path);
    if (box == null) {
      throw new IllegalStateException("the hub has opened no FIFO of " + session);
    }
    box.takenAs(session.name());
    bySession.put(session, box);
    return box;
  }

  /** A classic client's path, an octet a character. */
  private static @Nullable String path(Session session) {
    byte[] path = session.path();
    return path == null ? null : new String(path, StandardCharsets.ISO_8859_1);
  }

  /** What the hub tells of itself at the end of a pass. */
  void onPassEnd(long beganNanos, long nowNanos, HubGauges gauges) {
    for (Oracle oracle : oracles) {
      oracle.onPassEnd(beganNanos, nowNanos, gauges);
    }
  }

  // ---- what actors do ----

  @Override
  public void beforeStep(Actor actor) {
    if (actor instanceof HubActor) {
      for (Oracle oracle : oracles) {
        oracle.onPass();
      }
    }
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    switch (call) {
      case OPEN -> {
        if (result >= 0) {
          onOpened(actor, result);
        }
      }
      case READ -> onRead(actor, result);
      case WRITE -> {
        if (result > 0) {
          onWritten(actor, result);
        }
      }
      case CLOSE -> onClosed(actor, actor.process().callDescriptor());
      default -> {}
    }
  }

  @Override
  public void onExit(Actor actor) {
    if (actor instanceof HubActor) {
      openedByHub.clear();
      bySession.clear();
      for (Oracle oracle : oracles) {
        oracle.onHubEnded();
      }
    } else {
      Desk desk = desk(actor);
      for (int fd = 0; fd < desk.own.length; fd++) {
        close(desk, fd);
      }
      desk.inbox = -1;
    }
  }

  private void onClosed(Actor actor, int fd) {
    Desk desk = desk(actor);
    Own own = desk.own(fd);
    if (own != null && actor instanceof HubActor) {
      desk.put(fd, null);
      String path = own.box.path();
      for (Oracle oracle : oracles) {
        oracle.onHungUp(own.box);
        if (path != null) {
          oracle.onPathReleased(path);
        }
      }
    } else {
      close(desk, fd);
    }
  }

  private void onOpened(Actor actor, int fd) {
    SimulatedProcess process = actor.process();
    String path = Objects.requireNonNull(process.callPath());
    String name = path.substring(path.lastIndexOf('/') + 1);
    int access = process.callFlags() & ACCESS;
    boolean hub = actor instanceof HubActor;
    if (name.equals(Wire.HUB)) {
      desk(actor).inbox = hub == (access == O_RDWR) ? fd : desk(actor).inbox;
      if (hub) {
        for (Oracle oracle : oracles) {
          oracle.onHubStarted();
        }
      }
    } else if (hub && access == O_WRONLY) {
      Mailbox box = byInode.get(process.inodeNumber(fd));
      if (box != null) {
        if (path.startsWith("/")) {
          box.registeredAt(path);
        }
        openedByHub.put(path, box);
        desk(actor).put(fd, new Own(box));
      }
    } else if (!hub && access == O_RDONLY && process.isPipe(fd)) {
      Own own = new Own(new Mailbox(name, actor.name(), actor.isInnocent()));
      desk(actor).put(fd, own);
      byInode.put(process.inodeNumber(fd), own.box);
    }
  }

  private void onRead(Actor actor, int result) {
    SimulatedProcess process = actor.process();
    Desk desk = desk(actor);
    int fd = process.callDescriptor();
    if (fd == desk.inbox && (result >= 0 || result == -Errno.EAGAIN)) {
      int length = copy(process, Math.max(0, result));
      boolean dry = result < process.callLength();
      for (Oracle oracle : oracles) {
        oracle.onBurst(octets, 0, length, dry);
      }
    } else if (result > 0) {
      Own own = desk.own(fd);
      if (own != null) {
        int length = copy(process, result);
        if (own.box.isClassic()) {
          for (Oracle oracle : oracles) {
            oracle.onText(own.box, octets, 0, length);
          }
        } else {
          deliver(own, length);
        }
      }
    }
  }

  private void onWritten(Actor actor, int result) {
    Desk desk = desk(actor);
    if (actor.process().callDescriptor() == desk.inbox && !(actor instanceof HubActor)) {
      int length = copy(actor.process(), result);
      for (Oracle oracle : oracles) {
        oracle.onSaid(actor.name(), octets, 0, length);
      }
    }
  }

  /** Cuts what was read into frames. */
  private void deliver(Own own, int length) {
    int from = 0;
    for (int at = 0; at < length; at++) {
      if (octets[at] == Wire.LF) {
        if (own.tail.length > 0) {
          byte[] whole = Arrays.copyOf(own.tail, own.tail.length + at - from);
          System.arraycopy(octets, from, whole, own.tail.length, at - from);
          own.tail = NOTHING;
          tell(own.box, whole, 0, whole.length);
        } else {
          tell(own.box, octets, from, at);
        }
        from = at + 1;
      }
    }
    if (from < length) {
      int before = own.tail.length;
      own.tail = Arrays.copyOf(own.tail, before + length - from);
      System.arraycopy(octets, from, own.tail, before, length - from);
    }
  }

  private void tell(Mailbox box, byte[] frame, int from, int to) {
    for (Oracle oracle : oracles) {
      oracle.onFrame(box, frame, from, to);
    }
  }

  private static void close(Desk desk, int fd) {
    Own own = desk.own(fd);
    if (own != null) {
      own.box.readerGone();
      desk.put(fd, null);
    }
  }

  private int copy(SimulatedProcess process, int length) {
    if (length > octets.length) {
      octets = new byte[Math.max(length, 2 * octets.length)];
    }
    NativeBuffer buffer = process.callBuffer();
    if (buffer != null) {
      buffer.bytes().get(process.callOffset(), octets, 0, length);
    }
    return length;
  }

  private Desk desk(Actor actor) {
    while (desks.size() <= actor.index) {
      desks.add(new Desk());
    }
    return desks.get(actor.index);
  }
}
