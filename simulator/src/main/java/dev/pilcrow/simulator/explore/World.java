package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import java.util.function.UnaryOperator;

/**
 * A real hub, its clients and what lies between them, in one of their states: {@link WorldCodec}
 * puts them into any other. A {@link #take step} is what nobody can come in between of:
 *
 * <pre>
 *   hub turns       deaths and deadlines, one burst of the inbox, writing, the end of the pass
 *   hub opens       the FIFO of one registration
 *   client          one write into the inbox, one frame read, or its death
 *   time            the next deadline comes
 * </pre>
 *
 * Within a turn nobody moves: what a client writes meanwhile might as well have been written after
 * it, and its death is not seen before the next turn, or before its FIFO is opened.
 */
final class World {
  final ExploreOptions options;
  final Lexicon lexicon;
  final Client[] clients;
  final Inbox inbox = new Inbox();
  final Channels channels;
  final Rules rules;
  boolean garbageWritten;
  final HubSide hubSide;

  /**
   * Nothing has happened yet.
   *
   * @param between stands between the hub and its world
   */
  World(ExploreOptions options, UnaryOperator<HubEffects> between) {
    this.options = options;
    this.lexicon = new Lexicon(options);
    this.clients = new Client[options.clients()];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Client();
    }
    this.channels = new Channels(options, lexicon, clients);
    this.rules = new Rules(options, lexicon, clients);
    this.hubSide = new HubSide(this, between);
  }

  // ---- what can happen ----

  /**
   * All steps that are possible now, those first that lead to rest.
   *
   * @return how many they are
   */
  int steps(int[] out) {
    int size = 0;
    boolean opening = channels.asked > 0;
    if (opening) {
      out[size++] = Step.of(Step.OPEN, 0);
    } else if (hubHasWork()) {
      out[size++] = Step.of(Step.TURN, 0);
    }
    for (int i = 0; i < clients.length; i++) {
      if (clients[i].unread > 0) {
        out[size++] = Step.of(Step.READ, i);
      }
    }
    for (int i = 0; i < clients.length; i++) {
      size = deeds(i, out, size);
    }
    long deadline = hubSide.deadlineInNanos();
    if (!opening && deadline > 0 && deadline < Long.MAX_VALUE) {
      out[size++] = Step.of(Step.TIME, 0);
    }
    return hazards(opening, out, size);
  }

  private int deeds(int i, int[] out, int from) {
    Client client = clients[i];
    int size = from;
    if (client.stage == Client.ABSENT) {
      out[size++] = Step.of(Step.REGISTER, i);
    } else if (client.stage == Client.TALKING && client.said < options.frames()) {
      for (int to = options.directs() ? 1 : 0;
          to < (options.directs() ? 2 + clients.length : 1);
          to++) {
        out[size++] = Step.of(Step.SAY, i | to << 4);
      }
    } else if (client.stage == Client.TALKING) {
      out[size++] = Step.of(Step.GOODBYE, i);
    }
    return size;
  }

  private int hazards(boolean opening, int[] out, int from) {
    int size = from;
    for (int i = 0; i < clients.length; i++) {
      int stage = clients[i].stage;
      if (options.has(Hazard.CRASH) && stage != Client.DEAD && stage != Client.GONE_HOME) {
        out[size++] = Step.of(Step.CRASH, i);
      }
      if (options.has(Hazard.RESTART) && stage == Client.DEAD && clients[i].fifo == 1) {
        out[size++] = Step.of(Step.RESTART, i);
      }
    }
    if (options.has(Hazard.PARTIAL) && !opening && !channels.paused) {
      for (int writes = 0; writes < inbox.size; writes++) {
        out[size++] = Step.of(Step.PART, writes);
      }
    }
    if (options.has(Hazard.GARBAGE) && !garbageWritten) {
      out[size++] = Step.of(Step.GARBAGE, 0);
    }
    return size;
  }

  private boolean hubHasWork() {
    if (inbox.size > 0 && !channels.paused) {
      return true;
    }
    if (hubSide.deadlineInNanos() <= 0) {
      return true;
    }
    for (Channel channel : channels.bySlot) {
      if (channel.isOpen()) {
        boolean reads = channels.hasReader(channel);
        boolean hasRoom = clients[channel.client].unread < Channels.PIPE_FRAMES;
        if (!reads || (channel.queued > 0 && hasRoom)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The first step on the way to rest, which takes no hazards; {@link Step#NONE} if there is none.
   */
  static int onward(int[] steps, int size) {
    return size == 0 || Step.isHazard(steps[0]) ? Step.NONE : steps[0];
  }

  /** Whether all is done: everybody has gone home or is dead, and the hub knows. */
  boolean isAtRest() {
    for (Client client : clients) {
      if (client.stage != Client.GONE_HOME && client.stage != Client.DEAD) {
        return false;
      }
    }
    return inbox.size == 0 && channels.asked == 0 && hubSide.state().sessions().isEmpty();
  }

  // ---- steps ----

  /**
   * Takes a step that is possible now.
   *
   * @throws PromiseBroken if a promise is broken by it
   */
  void take(int step) {
    rules.expected.clear();
    channels.actual.clear();
    rules.violations = 0;
    channels.violations = 0;
    int argument = Step.argument(step);
    Client client = clients[argument % clients.length];
    switch (Step.kind(step)) {
      case Step.OPEN -> hubSide.opens();
      case Step.TURN -> hubSide.turns(inbox.size);
      case Step.PART -> hubSide.turns(~argument);
      case Step.READ -> reads(clients[argument]);
      case Step.REGISTER, Step.RESTART -> {
        clients[argument].asks();
        inbox.add(argument, 0, Inbox.REGISTRATION);
      }
      case Step.SAY -> says(argument & 0xF, argument >> 4);
      case Step.GOODBYE -> {
        client.stage = Client.LEAVING;
        inbox.add(argument, client.knows, Inbox.GOODBYE);
      }
      case Step.CRASH -> client.dies();
      case Step.TIME -> hubSide.letTimePass();
      default -> {
        garbageWritten = true;
        inbox.add(0, 0, Inbox.GARBAGE);
      }
    }
  }

  private void says(int who, int to) {
    Client client = clients[who];
    inbox.add(who, client.knows, Inbox.saying(client.said, to));
    client.said++;
  }

  private static void reads(Client client) {
    client.unread--;
    client.reads();
    if (client.unread == 0 && client.ended) {
      client.readsEnd();
    }
  }
}
