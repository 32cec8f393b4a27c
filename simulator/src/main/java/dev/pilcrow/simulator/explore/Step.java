package dev.pilcrow.simulator.explore;

/** Something that can happen, as a small number: what, and to whom or how much of it. */
final class Step {
  /** The hub opens the FIFO that it has wanted to for longest. */
  static final int OPEN = 0;

  /** A turn of the hub's loop, the inbox read dry. */
  static final int TURN = 1;

  /** A turn that reads so many writes and half of the next. */
  static final int PART = 2;

  /** A client reads a frame. */
  static final int READ = 3;

  static final int REGISTER = 4;

  /** The client, and its recipient times 16. */
  static final int SAY = 5;

  static final int GOODBYE = 6;

  /** It is the time of the next deadline. */
  static final int TIME = 7;

  static final int CRASH = 8;
  static final int RESTART = 9;
  static final int GARBAGE = 10;

  static final int NONE = -1;

  private Step() {}

  static int of(int kind, int argument) {
    return kind << 8 | argument;
  }

  static int kind(int step) {
    return step >> 8;
  }

  static int argument(int step) {
    return step & 0xFF;
  }

  /** Whether rest is to be reached without it. */
  static boolean isHazard(int step) {
    return kind(step) >= CRASH || kind(step) == PART;
  }

  private static boolean isOfClient(int kind) {
    return kind == READ || kind == REGISTER || kind == GOODBYE || kind == CRASH || kind == RESTART;
  }

  /** The same step of other clients: {@code who[i]} stands for client i. */
  static int renamed(int step, int[] who) {
    int kind = kind(step);
    int argument = argument(step);
    if (isOfClient(kind)) {
      return of(kind, who[argument]);
    }
    if (kind == SAY) {
      int to = argument >> 4;
      return of(kind, who[argument & 0xF] | (to < 2 ? to : who[to - 2] + 2) << 4);
    }
    return step;
  }

  /** A line of a trace. */
  static String text(int step) {
    int argument = argument(step);
    return switch (kind(step)) {
      case OPEN -> "hub opens a FIFO";
      case TURN -> "hub turns";
      case PART -> "hub turns, and reads " + argument + " writes and half of the next";
      case READ -> Lexicon.name(argument) + " reads";
      case REGISTER -> Lexicon.name(argument) + " registers";
      case SAY -> Lexicon.name(argument & 0xF) + " says something" + recipient(argument >> 4);
      case GOODBYE -> Lexicon.name(argument) + " says goodbye";
      case TIME -> "time passes";
      case CRASH -> Lexicon.name(argument) + " is killed";
      case RESTART -> Lexicon.name(argument) + " comes again";
      default -> "somebody writes half a frame";
    };
  }

  private static String recipient(int to) {
    return to == 0 ? "" : to == 1 ? " to everyone" : " to " + Lexicon.name(to - 2);
  }
}
