package dev.pilcrow.simulator.check;

import static dev.pilcrow.simulator.check.StepKind.CAPACITY;
import static dev.pilcrow.simulator.check.StepKind.CHANGE_WATCH;
import static dev.pilcrow.simulator.check.StepKind.CLOSE;
import static dev.pilcrow.simulator.check.StepKind.DIE;
import static dev.pilcrow.simulator.check.StepKind.EPOLL_CREATE;
import static dev.pilcrow.simulator.check.StepKind.EVENT_FD;
import static dev.pilcrow.simulator.check.StepKind.LOCK;
import static dev.pilcrow.simulator.check.StepKind.MAKE_DIRECTORY;
import static dev.pilcrow.simulator.check.StepKind.MAKE_FIFO;
import static dev.pilcrow.simulator.check.StepKind.OPEN;
import static dev.pilcrow.simulator.check.StepKind.PIPE;
import static dev.pilcrow.simulator.check.StepKind.READ;
import static dev.pilcrow.simulator.check.StepKind.REMOVE_DIRECTORY;
import static dev.pilcrow.simulator.check.StepKind.SET_CAPACITY;
import static dev.pilcrow.simulator.check.StepKind.SPLICE;
import static dev.pilcrow.simulator.check.StepKind.STATUS;
import static dev.pilcrow.simulator.check.StepKind.STATUS_AT;
import static dev.pilcrow.simulator.check.StepKind.TEE;
import static dev.pilcrow.simulator.check.StepKind.UNLINK;
import static dev.pilcrow.simulator.check.StepKind.UNWATCH;
import static dev.pilcrow.simulator.check.StepKind.WAIT;
import static dev.pilcrow.simulator.check.StepKind.WATCH;
import static dev.pilcrow.simulator.check.StepKind.WRITE;
import static dev.pilcrow.simulator.check.StepKind.WRITE_COUNT;

import java.util.ArrayList;
import java.util.List;

/** How often each call is drawn in sequences of each kind. */
final class Themes {
  /** Slots: writes, tees and splices between a few small pipes. */
  static final StepKind[] PIPES =
      new Weights()
          .add(4, PIPE)
          .add(12, SET_CAPACITY)
          .add(2, CAPACITY)
          .add(40, WRITE)
          .add(28, READ)
          .add(22, TEE)
          .add(18, SPLICE)
          .add(4, CLOSE)
          .add(3, OPEN)
          .add(1, MAKE_FIFO)
          .add(1, STATUS)
          .add(1, DIE)
          .done();

  /** Ends that come and go while the FIFO is unlinked and made again. */
  static final StepKind[] FIFOS =
      new Weights()
          .add(8, MAKE_FIFO)
          .add(30, OPEN)
          .add(16, WRITE)
          .add(16, READ)
          .add(12, CLOSE)
          .add(4, UNLINK)
          .add(4, STATUS)
          .add(6, STATUS_AT)
          .add(4, LOCK)
          .add(3, EPOLL_CREATE)
          .add(5, WATCH)
          .add(6, WAIT)
          .add(2, TEE)
          .add(1, DIE)
          .done();

  /** Epoll over pipes, FIFOs and eventfds. */
  static final StepKind[] POLLING =
      new Weights()
          .add(4, MAKE_FIFO)
          .add(10, OPEN)
          .add(3, PIPE)
          .add(5, EPOLL_CREATE)
          .add(3, EVENT_FD)
          .add(16, WATCH)
          .add(4, CHANGE_WATCH)
          .add(2, UNWATCH)
          .add(30, WAIT)
          .add(16, WRITE)
          .add(3, WRITE_COUNT)
          .add(16, READ)
          .add(5, SET_CAPACITY)
          .add(4, TEE)
          .add(3, SPLICE)
          .add(7, CLOSE)
          .add(1, UNLINK)
          .add(1, DIE)
          .done();

  /** Paths, kinds of files, links and directories. */
  static final StepKind[] NAMES =
      new Weights()
          .add(10, MAKE_FIFO)
          .add(8, MAKE_DIRECTORY)
          .add(10, UNLINK)
          .add(6, REMOVE_DIRECTORY)
          .add(14, STATUS_AT)
          .add(24, OPEN)
          .add(6, STATUS)
          .add(6, CLOSE)
          .add(4, LOCK)
          .add(4, READ)
          .add(4, WRITE)
          .add(2, SPLICE)
          .add(2, PIPE)
          .add(1, EPOLL_CREATE)
          .add(2, WATCH)
          .add(1, DIE)
          .done();

  /** How many openings there are. */
  static final int OPENINGS = 4;

  private Themes() {}

  /** The first calls of a sequence. */
  static StepKind[] opening(int number) {
    return switch (number) {
      case 0 -> new StepKind[] {MAKE_FIFO, OPEN, OPEN};
      case 1 -> new StepKind[] {PIPE, SET_CAPACITY, PIPE, SET_CAPACITY, WRITE};
      case 2 -> new StepKind[] {EPOLL_CREATE, PIPE, WATCH, WATCH, WRITE, WAIT};
      default -> new StepKind[] {MAKE_DIRECTORY, MAKE_FIFO, MAKE_FIFO};
    };
  }

  private static final class Weights {
    private final List<StepKind> kinds = new ArrayList<>();

    Weights add(int times, StepKind kind) {
      for (int i = 0; i < times; i++) {
        kinds.add(kind);
      }
      return this;
    }

    StepKind[] done() {
      return kinds.toArray(StepKind[]::new);
    }
  }
}
