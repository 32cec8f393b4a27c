package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import java.util.Arrays;
import java.util.BitSet;

/** What the registers of both sides hold, and which steps can be made with that. */
final class Registers {
  private static final int CHARACTER_DEVICE = 0x2000;

  private final Content[][] contents = new Content[Side.PROCESSES][Side.REGISTERS];
  private final int[][] origins = new int[Side.PROCESSES][Side.REGISTERS];
  private final BitSet names = new BitSet();
  private final FileStatus status = new FileStatus();
  private int pipes;

  Registers() {
    clear();
  }

  void clear() {
    names.clear();
    for (int process = 0; process < Side.PROCESSES; process++) {
      clear(process);
    }
  }

  Content content(int process, int register) {
    return contents[process][register];
  }

  /**
   * Where a register's content comes from: registers of the same pipe have the same origin, those
   * of different pipes mostly not.
   */
  int origin(int process, int register) {
    return origins[process][register];
  }

  /** Whether any name was made that is still there. */
  boolean hasNames() {
    return !names.isEmpty();
  }

  /**
   * Whether both sides can be asked. Not if a new descriptor's register is taken, and not for what
   * is not simulated: an epoll within an epoll, splicing a file into a pipe, locks on what has no
   * file of its own (all eventfds of a machine are one file), closing the home directory. And
   * nothing is made or removed outside of it.
   */
  boolean allow(Step step) {
    Content one = content(step.process(), step.register());
    return switch (step.kind()) {
      case OPEN, EPOLL_CREATE, EVENT_FD -> one == Content.NOTHING;
      case PIPE ->
          one == Content.NOTHING
              && other(step) == Content.NOTHING
              && step.register() != step.other();
      case CLOSE -> step.register() != Side.HOME;
      case MAKE_FIFO, MAKE_DIRECTORY, UNLINK, REMOVE_DIRECTORY -> Scene.isWithin(step.name());
      case WATCH, CHANGE_WATCH, UNWATCH ->
          other(step) != Content.EPOLL || step.register() == step.other();
      case LOCK -> one != Content.EPOLL && one != Content.EVENT_FD && one != Content.NULL_DEVICE;
      case SPLICE -> one.isPipe() || one == Content.NOTHING;
      case WRITE_COUNT -> one == Content.EVENT_FD;
      default -> true;
    };
  }

  /** A step succeeded. */
  void onSuccess(Step step, Side side) {
    switch (step.kind()) {
      case OPEN -> put(step, step.register(), opened(step, side), step.other());
      case PIPE -> {
        pipes++;
        put(step, step.register(), Content.READ_END, -pipes);
        put(step, step.other(), Content.WRITE_END, -pipes);
      }
      case EPOLL_CREATE -> put(step, step.register(), Content.EPOLL, 0);
      case EVENT_FD -> put(step, step.register(), Content.EVENT_FD, 0);
      case CLOSE -> put(step, step.register(), Content.NOTHING, 0);
      case MAKE_FIFO -> names.set(step.other());
      case UNLINK -> names.clear(step.other());
      case DIE -> clear(step.process());
      default -> {}
    }
  }

  private void clear(int process) {
    Arrays.fill(contents[process], Content.NOTHING);
    contents[process][Side.HOME] = Content.DIRECTORY;
  }

  private void put(Step step, int register, Content content, int origin) {
    origins[step.process()][register] = origin;
    contents[step.process()][register] = content;
  }

  private Content other(Step step) {
    return content(step.process(), step.other());
  }

  private Content opened(Step step, Side side) {
    Kernel kernel = side.kernel(step.process());
    kernel.status(side.descriptor(step.process(), step.register()), status);
    return switch (status.mode() & FileStatus.TYPE_MASK) {
      case FileStatus.TYPE_DIRECTORY -> Content.DIRECTORY;
      case FileStatus.TYPE_REGULAR -> Content.REGULAR;
      case CHARACTER_DEVICE -> Content.NULL_DEVICE;
      default ->
          switch (step.flags() & 3) {
            case 0 -> Content.READ_END;
            case 1 -> Content.WRITE_END;
            default -> Content.BOTH_ENDS;
          };
    };
  }
}
