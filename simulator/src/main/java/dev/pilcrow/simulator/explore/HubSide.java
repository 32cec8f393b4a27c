package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.HubState;
import dev.pilcrow.protocol.hub.OpenFailure;
import dev.pilcrow.protocol.hub.Session;
import dev.pilcrow.protocol.hub.SessionImage;
import dev.pilcrow.protocol.hub.SessionState;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.oracle.AgreementOracle.Disagreement;
import dev.pilcrow.simulator.oracle.IsolationOracle.InnocentHarmed;
import dev.pilcrow.simulator.run.Leaks.DescriptorLeaked;
import dev.pilcrow.simulator.run.ProgramFailed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The real hub, and the loop that drives it, in the order that {@link Hub} asks for. */
final class HubSide {
  private final ExploreOptions options;
  private final Lexicon lexicon;
  private final Client[] clients;
  private final Channels channels;
  private final Rules rules;
  private final Bursts bursts;
  private final Promises promises;
  private final Hub hub;
  private final boolean[] dead;
  private long nowNanos;

  /** The hub's state, as long as it is known without asking the hub. */
  private @Nullable HubState saved = HubState.FRESH;

  /** The hub is in its state; false as long as it has not been needed there. */
  private boolean restored = true;

  HubSide(World world, UnaryOperator<HubEffects> between) {
    this.options = world.options;
    this.lexicon = world.lexicon;
    this.clients = world.clients;
    this.channels = world.channels;
    this.rules = world.rules;
    this.hub = new Hub(options.config(), between.apply(channels));
    this.bursts = new Bursts(world, hub);
    this.promises = new Promises(world);
    this.dead = new boolean[channels.bySlot.length];
  }

  /** All that the hub's future depends on. */
  HubState state() {
    HubState state = saved;
    if (state == null) {
      state = hub.save(nowNanos);
      saved = state;
    }
    return state;
  }

  /** Most steps are not the hub's: it is put there by the first that is. */
  void state(HubState state) {
    nowNanos = 0;
    saved = state;
    restored = false;
  }

  private void wakeHub() {
    if (!restored) {
      hub.restore(nowNanos, state());
      restored = true;
    }
    saved = null;
  }

  /** How long it is until a pass is owed; {@code Long.MAX_VALUE} if none is. */
  long deadlineInNanos() {
    HubState state = state();
    long least = state.contested().isEmpty() ? Long.MAX_VALUE : 0;
    List<SessionImage> sessions = state.sessions();
    for (int i = 0; i < sessions.size(); i++) {
      if (sessions.get(i).hasDeadline()) {
        least = Math.min(least, sessions.get(i).deadlineInNanos());
      }
    }
    return least;
  }

  // ---- steps ----

  /** Opens the FIFO that the hub has wanted to for longest. */
  void opens() {
    during(this::open);
  }

  /**
   * A turn of the loop.
   *
   * @param writes how many of the inbox are read; {@code ~n} for n and half of the next
   */
  void turns(int writes) {
    during(() -> turn(writes));
  }

  /** It is the time of the next deadline. */
  void letTimePass() {
    wakeHub();
    nowNanos = hub.nextDeadlineNanos();
  }

  private void during(Runnable step) {
    wakeHub();
    try {
      step.run();
    } catch (RuntimeException e) {
      throw new ProgramFailed("the hub has failed: " + e, e);
    }
    promises.check(hub, state());
  }

  private void turn(int writes) {
    Channel[] all = channels.bySlot;
    for (int slot = 0; slot < all.length; slot++) {
      dead[slot] = all[slot].isOpen() && !channels.hasReader(all[slot]);
    }
    hub.onTick(nowNanos);
    for (int slot = 0; slot < all.length; slot++) {
      if (dead[slot] && all[slot].isOpen()) {
        tellGone(slot);
      }
    }
    settle();
    if (!channels.paused) {
      bursts.read(nowNanos, writes);
    }
    settle();
    hub.onPassEnd(nowNanos);
    settle();
  }

  private void tellGone(int slot) {
    Channel channel = channels.bySlot[slot];
    rules.vanishes(channel.client, channel.serial);
    hub.onGone(nowNanos, session(slot));
  }

  /** Writes what there is to write, and tells the hub what comes of that, until nothing does. */
  private void settle() {
    boolean again;
    do {
      again = false;
      for (int slot = 0; slot < channels.bySlot.length; slot++) {
        Channel channel = channels.bySlot[slot];
        if (channel.isOpen() && (channel.touched || channel.owesDrained)) {
          again |= settle(slot, channel);
        }
      }
    } while (again);
  }

  private boolean settle(int slot, Channel channel) {
    boolean touched = channel.touched;
    channel.touched = false;
    if (!channels.hasReader(channel)) {
      if (touched || channel.finished) {
        channel.owesDrained = false;
        tellGone(slot); // EPIPE
        return true;
      }
      return false;
    }
    if (channels.flush(channel)) {
      return touched && overflow(slot, channel);
    }
    if (channel.queued > 0 || !channel.owesDrained) {
      return false;
    }
    channel.owesDrained = false;
    if (channel.finished) {
      Channels.end(clients[channel.client]);
    }
    hub.onDrained(nowNanos, session(slot));
    return true;
  }

  private boolean overflow(int slot, Channel channel) {
    if (options.slowPolicy() == SlowPolicy.DISCONNECT && !channel.finished) {
      rules.vanishes(channel.client, channel.serial);
    }
    hub.onOverflow(nowNanos, session(slot));
    int frames = channel.droppedFrames;
    if (frames > 0) {
      int again = channel.droppedAgain;
      channel.droppedFrames = 0;
      channel.droppedAgain = 0;
      rules.expected.add(channel.client, channel.serial, lexicon.gap(frames));
      hub.onDropped(nowNanos, session(slot), frames, again);
    }
    return true;
  }

  // ---- opening ----

  private void open() {
    int slot = channels.toOpen[0];
    int holder = channels.holders[0];
    channels.removeFirstAsked();
    Session session = session(slot);
    int who = Lexicon.client(session.name());
    Client client = clients[who];
    if (!client.isReading()) {
      boolean made = client.stage == Client.DEAD && client.fifo > 0;
      hub.onOpenFailed(nowNanos, session, made ? OpenFailure.NO_READER : OpenFailure.MISSING);
      return;
    }
    if (holder != Channels.NO_HOLDER && channels.bySlot[holder].fifo == client.fifo) {
      hub.onOpenFailed(nowNanos, session, OpenFailure.HELD);
      return;
    }
    if (session.state() == SessionState.REFUSING) {
      throw new InnocentHarmed(session.name() + " is not let in");
    }
    if (client.here != 0) {
      throw new Disagreement(session.name() + " is let in beside one of that name");
    }
    Channel channel = channels.bySlot[slot];
    if (channel.isOpen()) {
      throw new Disagreement(session.name() + " gets the place of one whose FIFO is open");
    }
    channel.client = who;
    channel.fifo = client.fifo;
    channel.serial = ++client.serials;
    rules.comes(who, channel.serial);
    hub.onOpened(
        nowNanos, session, Lexicon.token(who, channel.serial).getBytes(StandardCharsets.US_ASCII));
    settle();
  }

  private Session session(int slot) {
    Session session = hub.session(slot);
    if (session == null) {
      throw new DescriptorLeaked("a FIFO is open whose session is over, in slot " + slot);
    }
    return session;
  }
}
