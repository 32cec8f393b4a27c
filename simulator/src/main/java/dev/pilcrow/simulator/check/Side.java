package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import java.util.Arrays;

/**
 * One of the two kernels under a sequence: processes, their registers, and what the last step
 * brought.
 *
 * <p>Register 0 of each process is the directory that all names are looked up in.
 */
abstract class Side {
  static final int PROCESSES = 2;
  static final int REGISTERS = 14;
  static final int HOME = 0;
  static final int MAX_EVENTS = 8;
  static final int NO_DESCRIPTOR = -1;

  /** The longest read; writes are shorter, so that their octets can start anywhere in a page. */
  static final int BUFFER_LENGTH = 1 << 17;

  private static final int PATTERN_STRIDE = 4099;
  private static final int PATTERN_STARTS = 1 << 14;
  private static final NativeBuffer PATTERN = pattern();

  final String directory;
  final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_LENGTH);
  final FileStatus status = new FileStatus();
  private final EpollEvents[] rooms = room();
  private final FileStatus compared = new FileStatus();
  private final NativeBuffer eight = NativeBuffer.allocate(Long.BYTES);
  private final int[] two = new int[2];
  private final int[][] registers = new int[PROCESSES][REGISTERS];

  /** The events of the last wait. */
  EpollEvents events = rooms[0];

  /** Whether the name of the last STATUS_AT stood for the register's file. */
  boolean same;

  /**
   * @param directory the path of the directory that sequences play in
   */
  Side(String directory) {
    this.directory = directory;
    for (int[] own : registers) {
      Arrays.fill(own, NO_DESCRIPTOR);
    }
  }

  /** The kernel as a process has it. */
  abstract Kernel kernel(int process);

  final int descriptor(int process, int register) {
    return registers[process][register];
  }

  /** Makes a step. Returns the call's result, for those that make a descriptor 0. */
  final int perform(Step step, int index) {
    requireHarmless(step);
    Kernel kernel = kernel(step.process());
    int fd = descriptor(step.process(), step.register());
    return switch (step.kind()) {
      case OPEN -> keep(step, kernel.openAt(home(step), step.name(), step.flags()));
      case MAKE_FIFO -> kernel.makeFifoAt(home(step), step.name(), step.value());
      case MAKE_DIRECTORY -> kernel.makeDirectory(absolute(step.name()), step.value());
      case UNLINK -> kernel.unlinkAt(home(step), step.name());
      case REMOVE_DIRECTORY -> kernel.removeDirectory(absolute(step.name()));
      case STATUS_AT -> statusAt(kernel, step, fd);
      case STATUS -> kernel.status(fd, status);
      case CLOSE -> close(step.process(), step.register());
      case LOCK -> kernel.lock(fd);
      case READ -> kernel.read(fd, buffer, 0, step.value());
      case WRITE -> kernel.write(fd, PATTERN, patternStart(index), step.value());
      case WRITE_COUNT -> {
        eight.bytes().putLong(0, step.count());
        yield kernel.write(fd, eight, 0, Long.BYTES);
      }
      case PIPE -> pipe(kernel, step);
      case CAPACITY -> kernel.pipeCapacity(fd);
      case SET_CAPACITY -> kernel.setPipeCapacity(fd, step.value());
      case TEE -> kernel.tee(fd, other(step), step.value());
      case SPLICE -> kernel.splice(fd, other(step), step.value());
      case EPOLL_CREATE -> keep(step, kernel.epollCreate());
      case WATCH -> kernel.epollControl(fd, Epoll.CTL_ADD, other(step), step.flags(), step.value());
      case CHANGE_WATCH ->
          kernel.epollControl(fd, Epoll.CTL_MOD, other(step), step.flags(), step.value());
      case UNWATCH -> kernel.epollControl(fd, Epoll.CTL_DEL, other(step), 0, 0);
      case WAIT -> {
        events = rooms[step.value() - 1];
        yield kernel.epollWait(fd, events, 0);
      }
      case EVENT_FD -> keep(step, kernel.eventFd());
      case DIE -> 0;
    };
  }

  /** A process has opened the directory. */
  final void begin(int process) {
    int flags = OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY;
    int fd = kernel(process).openAt(Kernel.AT_FDCWD, directory, flags);
    if (fd < 0) {
      throw new IllegalStateException(
          "cannot open "
              + directory
              + ": "
              + Errno.text(-fd)
              + "; it must stay while the check runs");
    }
    registers[process][HOME] = fd;
  }

  /** Closes a register's descriptor. */
  final int close(int process, int register) {
    int fd = registers[process][register];
    registers[process][register] = NO_DESCRIPTOR;
    return kernel(process).close(fd);
  }

  final void forgetAll(int process) {
    Arrays.fill(registers[process], NO_DESCRIPTOR);
  }

  private static void requireHarmless(Step step) {
    switch (step.kind()) {
      case MAKE_FIFO, MAKE_DIRECTORY, UNLINK, REMOVE_DIRECTORY -> {
        if (!Scene.isWithin(step.name())) {
          throw new IllegalArgumentException(step + " would change files that are not the check's");
        }
      }
      default -> {}
    }
  }

  private int statusAt(Kernel kernel, Step step, int fd) {
    int result = kernel.statusAt(home(step), step.name(), status);
    same =
        result == 0
            && kernel.status(fd, compared) == 0
            && compared.inode() == status.inode()
            && compared.device() == status.device();
    return result;
  }

  private int pipe(Kernel kernel, Step step) {
    int result = kernel.pipe(two, OpenFlags.O_NONBLOCK);
    if (result == 0) {
      registers[step.process()][step.register()] = two[0];
      registers[step.process()][step.other()] = two[1];
    }
    return result;
  }

  private int keep(Step step, int result) {
    if (result < 0) {
      return result;
    }
    registers[step.process()][step.register()] = result;
    return 0;
  }

  private int home(Step step) {
    return descriptor(step.process(), HOME);
  }

  private int other(Step step) {
    return descriptor(step.process(), step.other());
  }

  private String absolute(String name) {
    return name.isEmpty() ? name : directory + "/" + name;
  }

  /** Each write of a sequence has octets of its own. */
  private static int patternStart(int index) {
    return index * PATTERN_STRIDE % PATTERN_STARTS;
  }

  private static NativeBuffer pattern() {
    NativeBuffer pattern = NativeBuffer.allocate(BUFFER_LENGTH + PATTERN_STARTS);
    int state = 1;
    for (int i = 0; i < pattern.capacity(); i++) {
      state = state * 1_103_515_245 + 12_345;
      pattern.bytes().put(i, (byte) (state >>> 16));
    }
    return pattern;
  }

  private static EpollEvents[] room() {
    EpollEvents[] rooms = new EpollEvents[MAX_EVENTS];
    Arrays.setAll(rooms, i -> new EpollEvents(i + 1));
    return rooms;
  }
}
