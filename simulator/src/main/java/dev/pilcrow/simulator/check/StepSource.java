package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.simulator.choice.Choices;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Draws steps so that sequences get somewhere: mostly calls on descriptors that suit them, lengths
 * at the edges of pages, and few enough slots that pipes fill up.
 */
final class StepSource {
  /** What a sequence is mostly about. */
  private enum Theme {
    PIPES,
    FIFOS,
    POLLING,
    NAMES
  }

  private static final int[] LENGTHS = {
    1, 4096, 100, 64, 3000, 2048, 2049, 1366, 4095, 4097, 8192, 5000, 10_000, 65_536, 70_000, 0, 8
  };
  private static final int[] CAPACITIES = {
    4096, 8192, 1, 16_384, 12_000, 65_536, 65_537, 0, 4097, 1 << 20, (1 << 20) + 1, -1, 1 << 28
  };
  private static final int[] PERMISSIONS = {0600, 0700, 0644, 0777, 0, 07777};
  private static final int[] EVENTS = {
    Epoll.EPOLLIN, Epoll.EPOLLOUT, Epoll.EPOLLIN | Epoll.EPOLLOUT, 0, Epoll.EPOLLHUP
  };
  private static final int ODD = 16;
  private static final int OTHER_PROCESS = 6;
  private static final int SHORTEST = 20;
  private static final int LENGTH_RANGE = 41;

  private final Choices choices;
  private final Registers registers;
  private final Theme theme;
  private final StepKind[] opening;
  private final int length;
  private int drawn;

  StepSource(Choices choices, Registers registers) {
    this.choices = choices;
    this.registers = registers;
    this.theme = Theme.values()[choices.choose("theme", Theme.values().length)];
    this.opening = Themes.opening(choices.choose("opening", Themes.OPENINGS));
    this.length = SHORTEST + choices.choose("length", LENGTH_RANGE);
  }

  boolean hasNext() {
    return drawn < length;
  }

  Step next() {
    drawn++;
    int process = choices.choose("process", OTHER_PROCESS) == OTHER_PROCESS - 1 ? 1 : 0;
    StepKind kind = drawn <= opening.length ? opening[drawn - 1] : kind();
    boolean odd = choices.choose("odd", ODD) == ODD - 1;
    return draw(odd ? kind : possible(kind, process), process);
  }

  /** The call itself, or one that makes what it needs. */
  private StepKind possible(StepKind kind, int process) {
    return switch (kind) {
      case READ, WRITE, CAPACITY, SET_CAPACITY, TEE, SPLICE ->
          has(process, Content::isPipe) ? kind : anyPipe();
      case WRITE_COUNT -> has(process, c -> c == Content.EVENT_FD) ? kind : StepKind.EVENT_FD;
      case WAIT, WATCH, CHANGE_WATCH, UNWATCH -> {
        if (!has(process, c -> c == Content.EPOLL)) {
          yield StepKind.EPOLL_CREATE;
        }
        yield kind == StepKind.WAIT || has(process, Content::isPollable) ? kind : anyPipe();
      }
      case OPEN, UNLINK -> registers.hasNames() ? kind : StepKind.MAKE_FIFO;
      default -> kind;
    };
  }

  private StepKind anyPipe() {
    return theme == Theme.FIFOS || choices.choose("by name", 3) == 2
        ? StepKind.OPEN
        : StepKind.PIPE;
  }

  private boolean has(int process, Predicate<Content> suits) {
    for (int i = 0; i < Side.REGISTERS; i++) {
      if (suits.test(registers.content(process, i))) {
        return true;
      }
    }
    return false;
  }

  private StepKind kind() {
    StepKind[] weighted =
        switch (theme) {
          case PIPES -> Themes.PIPES;
          case FIFOS -> Themes.FIFOS;
          case POLLING -> Themes.POLLING;
          case NAMES -> Themes.NAMES;
        };
    return weighted[choices.choose("call", weighted.length)];
  }

  private Step draw(StepKind kind, int process) {
    return switch (kind) {
      case OPEN -> step(kind, process, free(process), name(), 0, openFlags());
      case MAKE_FIFO, MAKE_DIRECTORY -> step(kind, process, 0, name(), one(PERMISSIONS), 0);
      case UNLINK, REMOVE_DIRECTORY -> step(kind, process, 0, name(), 0, 0);
      case STATUS_AT -> step(kind, process, any(), name(), 0, 0);
      case STATUS, LOCK -> step(kind, process, open(process), 0, 0, 0);
      case CLOSE -> step(kind, process, notHome(process), 0, 0, 0);
      case READ -> step(kind, process, suited(process, this::isReadable), 0, readLength(), 0);
      case WRITE -> step(kind, process, suited(process, this::isWritable), 0, octets(), 0);
      case WRITE_COUNT ->
          step(kind, process, suited(process, c -> c == Content.EVENT_FD), 0, upTo(8), 0);
      case PIPE -> step(kind, process, free(process), secondFree(process), 0, 0);
      case CAPACITY -> step(kind, process, suited(process, Content::isPipe), 0, 0, 0);
      case SET_CAPACITY ->
          step(kind, process, suited(process, Content::isPipe), 0, one(CAPACITIES), 0);
      case TEE -> link(kind, process, Content::writesPipe);
      case SPLICE -> link(kind, process, this::takesSplice);
      case EPOLL_CREATE, EVENT_FD -> step(kind, process, free(process), 0, 0, 0);
      case WATCH, CHANGE_WATCH, UNWATCH ->
          step(
              kind,
              process,
              suited(process, c -> c == Content.EPOLL),
              suited(process, Content::isPollable),
              upTo(100),
              events());
      case WAIT -> step(kind, process, suited(process, c -> c == Content.EPOLL), 0, room(), 0);
      case DIE -> step(kind, process, 0, 0, 0, 0);
    };
  }

  /** From one pipe to another, or a new pipe if there is no other. */
  private Step link(StepKind kind, int process, Predicate<Content> takes) {
    int from = suited(process, Content::readsPipe);
    int origin = registers.origin(process, from);
    IntPredicate suits =
        i -> takes.test(registers.content(process, i)) && registers.origin(process, i) != origin;
    return IntStream.range(0, Side.REGISTERS).anyMatch(suits)
        ? step(kind, process, from, suitedRegister(suits), octets(), 0)
        : draw(StepKind.PIPE, process);
  }

  private static Step step(
      StepKind kind, int process, int register, int other, int value, int flags) {
    return new Step(kind, process, register, other, value, flags);
  }

  private boolean isReadable(Content content) {
    return content.readsPipe() || content == Content.EVENT_FD || content == Content.REGULAR;
  }

  private boolean isWritable(Content content) {
    return content.writesPipe() || content == Content.REGULAR;
  }

  private boolean takesSplice(Content content) {
    return content.writesPipe() || content == Content.NULL_DEVICE || content == Content.REGULAR;
  }

  /** A register whose content suits the call, nearly always. */
  private int suited(int process, Predicate<Content> suits) {
    return suitedRegister(i -> suits.test(registers.content(process, i)));
  }

  private int suitedRegister(IntPredicate suits) {
    if (choices.choose("odd", ODD) == ODD - 1) {
      return any();
    }
    int count = 0;
    for (int i = 0; i < Side.REGISTERS; i++) {
      count += suits.test(i) ? 1 : 0;
    }
    int chosen = count == 0 ? -1 : choices.choose("descriptor", count);
    for (int i = 0; i < Side.REGISTERS && chosen >= 0; i++) {
      if (suits.test(i) && chosen-- == 0) {
        return i;
      }
    }
    return any();
  }

  private int open(int process) {
    return suited(process, content -> content != Content.NOTHING);
  }

  private int free(int process) {
    return nthFree(process, 0);
  }

  private int secondFree(int process) {
    return nthFree(process, 1);
  }

  /** If there is none, some register: the step is left out then. */
  private int nthFree(int process, int n) {
    int left = n;
    for (int i = 1; i < Side.REGISTERS; i++) {
      if (registers.content(process, i) == Content.NOTHING && left-- == 0) {
        return i;
      }
    }
    return Side.REGISTERS - 1;
  }

  private int any() {
    return choices.choose("descriptor", Side.REGISTERS);
  }

  private int notHome(int process) {
    return Math.max(1, open(process));
  }

  private int name() {
    return choices.choose("plain name", 4) == 3
        ? upTo(theme == Theme.NAMES ? Scene.NAMES.size() : Scene.PLAIN_NAMES)
        : upTo(theme == Theme.NAMES ? Scene.PLAIN_NAMES : 1);
  }

  private int openFlags() {
    int access = choices.choose("access", 16);
    int flags = OpenFlags.O_NONBLOCK | (access == 15 ? 3 : access % 5 % 3);
    if (choices.choose("no follow", 3) == 2) {
      flags |= OpenFlags.O_NOFOLLOW;
    }
    if (choices.choose("directory", theme == Theme.NAMES ? 4 : 16) == 1) {
      flags |= OpenFlags.O_DIRECTORY;
    }
    return flags;
  }

  private int octets() {
    return choices.choose("any length", 4) == 3 ? 1 + upTo(9000) : one(LENGTHS);
  }

  private int readLength() {
    return choices.choose("all", 4) == 0 ? Side.BUFFER_LENGTH : octets();
  }

  private int room() {
    return choices.choose("little room", 3) == 2 ? 1 + upTo(2) : Side.MAX_EVENTS;
  }

  private int events() {
    return one(EVENTS) | (choices.choose("edge", 2) == 1 ? Epoll.EPOLLET : 0);
  }

  private int one(int[] values) {
    return values[choices.choose("value", values.length)];
  }

  private int upTo(int bound) {
    return choices.choose("number", bound);
  }
}
