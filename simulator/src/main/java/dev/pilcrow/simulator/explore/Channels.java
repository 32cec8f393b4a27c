package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.OpenFailure;
import dev.pilcrow.protocol.hub.Session;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.oracle.AgreementOracle.Disagreement;
import dev.pilcrow.simulator.oracle.IsolationOracle.InnocentHarmed;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The transport as the hub's contract has it: does what the hub asks for, and notes it down. */
final class Channels implements HubEffects {
  /** A pipe takes so many frames under {@link Hazard#FULL}. */
  static final int PIPE_FRAMES = 1;

  /** A queue of more frames is too long. */
  static final int QUEUE_FRAMES = 2;

  static final int NO_HOLDER = -1;

  private static final int SLOTS = 4 * ExploreOptions.MAX_CLIENTS;

  final Channel[] bySlot = new Channel[SLOTS];
  final Ledger actual;

  /** The slots of sessions whose FIFOs the hub wants opened, oldest first, and of the holders. */
  final int[] toOpen = new int[SLOTS];

  final int[] holders = new int[SLOTS];
  int asked;
  boolean paused;
  int violations;

  private final ExploreOptions options;
  private final Lexicon lexicon;
  private final Client[] clients;

  Channels(ExploreOptions options, Lexicon lexicon, Client[] clients) {
    this.options = options;
    this.lexicon = lexicon;
    this.clients = clients;
    this.actual = new Ledger(clients.length);
    for (int slot = 0; slot < SLOTS; slot++) {
      bySlot[slot] = new Channel();
    }
  }

  void clear() {
    for (Channel channel : bySlot) {
      channel.clear();
    }
    asked = 0;
    paused = false;
  }

  /** Whether anybody reads what is written into that channel. */
  boolean hasReader(Channel channel) {
    Client client = clients[channel.client];
    return client.fifo == channel.fifo && client.isReading();
  }

  /** Moves into the pipe what it takes; whether the queue is too long after that. */
  boolean flush(Channel channel) {
    Client client = clients[channel.client];
    while (channel.queued > 0 && client.unread < PIPE_FRAMES) {
      channel.removeFirst();
      client.unread++;
    }
    return channel.queued > QUEUE_FRAMES;
  }

  void removeFirstAsked() {
    asked--;
    System.arraycopy(toOpen, 1, toOpen, 0, asked);
    System.arraycopy(holders, 1, holders, 0, asked);
  }

  // ---- what the hub asks for ----

  @Override
  public void open(Session session, @Nullable Session holder) {
    toOpen[asked] = session.slot();
    holders[asked] = holder == null ? NO_HOLDER : holder.slot();
    asked++;
  }

  @Override
  public void join(Session session) {
    open(session, "lets").joined = true;
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    int number = lexicon.number(frame);
    for (Channel channel : bySlot) {
      if (channel.joined && !channel.finished) {
        put(channel, number);
      }
    }
  }

  @Override
  public void direct(Session to, OutgoingFrame frame) {
    Channel channel = open(to, "tells");
    int number = lexicon.number(frame);
    if (channel.finished) {
      throw new Disagreement(to + " is told after the end: " + lexicon.text(number));
    }
    put(channel, number);
  }

  @Override
  public void finish(Session session) {
    Channel channel = open(session, "finishes");
    channel.finished = true;
    channel.owesDrained = true;
  }

  @Override
  public void close(Session session) {
    for (int i = 0; i < asked; i++) {
      if (toOpen[i] == session.slot()) {
        System.arraycopy(toOpen, i + 1, toOpen, i, asked - i - 1);
        System.arraycopy(holders, i + 1, holders, i, asked - i - 1);
        asked--;
      }
    }
    Channel channel = bySlot[session.slot()];
    if (channel.isOpen() && hasReader(channel)) {
      if (!channel.finished && options.slowPolicy() != SlowPolicy.DISCONNECT) {
        throw new InnocentHarmed(Lexicon.name(channel.client) + " reads, and is thrown out");
      }
      end(clients[channel.client]);
    }
    channel.clear();
  }

  @Override
  public void dropBacklog(Session session) {
    open(session, "drops frames of").drop();
  }

  @Override
  public void pauseInbox() {
    paused = true;
  }

  @Override
  public void resumeInbox() {
    paused = false;
  }

  @Override
  public void left(Session session, Departure why) {
    Channel channel = open(session, "says farewell to");
    if (why == Departure.GONE && hasReader(channel)) {
      throw new InnocentHarmed(Lexicon.name(channel.client) + " was taken for gone and reads");
    }
  }

  @Override
  public void refused(Session session, ErrorCode code) {
    Channel channel = bySlot[session.slot()];
    if (channel.isOpen() && hasReader(channel)) {
      throw new InnocentHarmed(Lexicon.name(channel.client) + " was turned away: " + code.text());
    }
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    violations++;
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    throw new Disagreement("text for classic clients, and there are none");
  }

  @Override
  public void directText(Session to, ByteBuffer text, int offset, int length) {
    throw new Disagreement("text for " + to + ", which is no classic client");
  }

  @Override
  public void joined(Session session) {}

  @Override
  public void openFailed(Session session, OpenFailure why) {}

  // ---- what comes of it ----

  private Channel open(Session session, String deed) {
    Channel channel = bySlot[session.slot()];
    if (!channel.isOpen()) {
      throw new Disagreement("the hub " + deed + " " + session + ", whose FIFO is not open");
    }
    return channel;
  }

  private void put(Channel channel, int number) {
    actual.add(channel.client, channel.serial, number);
    channel.touched = true;
    if (!hasReader(channel)) {
      return;
    }
    Client client = clients[channel.client];
    if (options.has(Hazard.FULL)) {
      channel.add(gapOf(number));
      channel.owesDrained = true;
    } else if (options.readsAreSteps()) {
      client.unread++;
    } else {
      client.reads();
    }
  }

  private int gapOf(int number) {
    String text = lexicon.text(number);
    return text.startsWith(Lexicon.GAP)
        ? Integer.parseInt(text.substring(Lexicon.GAP.length()))
        : 0;
  }

  /** Nothing more will come to this client. */
  static void end(Client client) {
    if (client.unread == 0) {
      client.readsEnd();
    } else {
      client.ended = true;
    }
  }
}
