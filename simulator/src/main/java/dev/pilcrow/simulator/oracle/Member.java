package dev.pilcrow.simulator.oracle;

import dev.pilcrow.simulator.state.Abridged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one client should read from its FIFO: its part of the {@link Sequence}, with the frames that
 * are for it alone at their places.
 */
final class Member implements Abridged {
  private record Own(long position, Expected frame) {}

  final String name;
  final Mailbox box;

  /** Known when its owner has read it. */
  @Nullable String token;

  /** What it hears if it is a classic client. */
  final ClassicEar ear = new ClassicEar(this);

  private final Sequence sequence;
  private final Deque<Own> own = new ArrayDeque<>();

  /** Everything before has been read, or told of by a gap. */
  private long cursor;

  private long end = Long.MAX_VALUE;
  private boolean cutOff;
  private boolean sentAway;

  /**
   * @param hears whether it gets from here on what is said to everyone
   */
  Member(String name, Mailbox box, Sequence sequence, boolean hears) {
    this.name = name;
    this.box = box;
    this.sequence = sequence;
    this.cursor = sequence.end();
    if (!hears) {
      leave();
    }
  }

  void tell(Expected frame) {
    own.add(new Own(sequence.end(), frame));
  }

  /** It gets nothing that is said to everyone from here on. */
  void leave() {
    end = Math.min(end, sequence.end());
  }

  /** What it has not read yet it need not be told. */
  void cutOff() {
    cutOff = true;
  }

  /** The hub ends, and it is here. */
  void sendAway() {
    sentAway = true;
  }

  boolean isSentAway() {
    return sentAway;
  }

  boolean isCutOff() {
    return cutOff;
  }

  boolean hasLeft() {
    return end != Long.MAX_VALUE;
  }

  /** What it should read next; null if there is nothing. */
  @Nullable Expected next() {
    Own first = own.peek();
    if (first != null && first.position <= cursor) {
      return first.frame;
    }
    return cursor < Math.min(end, sequence.end()) ? sequence.at(cursor) : null;
  }

  /** The next one has been read, or stands for one that a gap told of. */
  void advance() {
    Own first = own.peek();
    if (first != null && first.position <= cursor) {
      own.remove();
    } else {
      cursor++;
    }
  }

  /** What it was told before does not matter, nor what the dead are owed. */
  @Override
  public Object abridged() {
    String speaksBy = token == null || hasLeft() ? "" : token;
    return List.of(name, box, speaksBy, hasLeft(), cutOff, sentAway, owed());
  }

  private List<String> owed() {
    List<String> owed = new ArrayList<>();
    if (!box.isReaderGone()) {
      long last = Math.min(end, sequence.end());
      long at = cursor;
      for (Own one : own) {
        for (; at < one.position; at++) {
          owed.add(sequence.at(at).toString());
        }
        owed.add(one.frame.toString());
      }
      for (; at < last; at++) {
        owed.add(sequence.at(at).toString());
      }
    }
    return owed;
  }

  boolean follows(Sequence other) {
    return sequence == other;
  }

  /** How far it is in the sequence. */
  long cursor() {
    return cursor;
  }
}
