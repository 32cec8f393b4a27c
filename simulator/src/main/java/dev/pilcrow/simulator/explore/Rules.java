package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.HubMode;

/**
 * The hub as one would write it first: who is here, and what everybody who is here is told. No
 * states of sessions, no time, no queues. It is told what the hub is told, and {@link #expected} is
 * what should come of that.
 */
final class Rules {
  final Ledger expected;

  /** Frames that nobody may have said, within this step. */
  int violations;

  private final Lexicon lexicon;
  private final Client[] clients;
  private final boolean chat;

  Rules(ExploreOptions options, Lexicon lexicon, Client[] clients) {
    this.lexicon = lexicon;
    this.clients = clients;
    this.chat = options.mode() == HubMode.CHAT;
    this.expected = new Ledger(clients.length);
  }

  void comes(int client, int serial) {
    tellPresence(lexicon.came[client]);
    clients[client].here = serial;
    tell(client, lexicon.welcome(client, serial));
  }

  /** Without a goodbye. */
  void vanishes(int client, int serial) {
    if (clients[client].here == serial) {
      clients[client].here = 0;
      tellPresence(lexicon.gone[client]);
    }
  }

  void saysGoodbye(int client, int serial) {
    if (isHere(client, serial)) {
      tell(client, lexicon.bye);
      clients[client].here = 0;
      tellPresence(lexicon.gone[client]);
    }
  }

  void says(int client, int serial, int frame, int to) {
    if (!isHere(client, serial)) {
      return;
    }
    int heard = lexicon.said(client, frame, to);
    if (to == 0 && !chat) {
      tell(client, heard);
    } else if (to <= 1) {
      for (int other = 0; other < clients.length; other++) {
        tell(other, heard);
      }
    } else if (clients[to - 2].here != 0) {
      tell(to - 2, heard);
    } else {
      tell(client, lexicon.noSuchName);
    }
  }

  /** Whoever says something with a token that is not, or no more, valid says nothing. */
  private boolean isHere(int client, int serial) {
    if (serial != 0 && clients[client].here == serial) {
      return true;
    }
    violations++;
    return false;
  }

  private void tellPresence(int frame) {
    if (chat) {
      for (int other = 0; other < clients.length; other++) {
        tell(other, frame);
      }
    }
  }

  private void tell(int client, int frame) {
    int serial = clients[client].here;
    if (serial != 0) {
      expected.add(client, serial, frame);
    }
  }
}
