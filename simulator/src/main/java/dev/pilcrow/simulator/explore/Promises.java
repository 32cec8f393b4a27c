package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.HubState;
import dev.pilcrow.protocol.hub.SessionImage;
import dev.pilcrow.protocol.hub.SessionState;
import dev.pilcrow.simulator.oracle.AgreementOracle.Disagreement;
import dev.pilcrow.simulator.run.Leaks.DescriptorLeaked;
import java.util.List;

/**
 * What must hold after every step of the hub: everybody was told what the rules say, frame by frame
 * and in that order, and those are here, and only those, who are by the rules.
 */
final class Promises {
  private final Lexicon lexicon;
  private final Client[] clients;
  private final Channels channels;
  private final Rules rules;

  Promises(World world) {
    this.lexicon = world.lexicon;
    this.clients = world.clients;
    this.channels = world.channels;
    this.rules = world.rules;
  }

  /** After a step of the hub. */
  void check(Hub hub, HubState state) {
    for (int slot = 0; slot < channels.bySlot.length; slot++) {
      if (channels.bySlot[slot].isOpen() && hub.session(slot) == null) {
        throw new DescriptorLeaked(
            "the FIFO of "
                + Lexicon.name(channels.bySlot[slot].client)
                + " is left open, and its session is over");
      }
    }
    int differs = rules.expected.difference(channels.actual);
    if (differs >= 0) {
      throw difference(differs >> 4, differs & 0xF);
    }
    if (rules.violations != channels.violations) {
      throw new Disagreement(
          "%d frames are nobody's, and the hub has dropped %d"
              .formatted(rules.violations, channels.violations));
    }
    int here = 0;
    List<SessionImage> sessions = state.sessions();
    for (int i = 0; i < sessions.size(); i++) {
      SessionImage session = sessions.get(i);
      if (session.state() == SessionState.ACTIVE) {
        here++;
        Channel channel = channels.bySlot[session.slot()];
        if (clients[channel.client].here != channel.serial) {
          throw new Disagreement(session + " is here, and should not be");
        }
      }
    }
    for (Client client : clients) {
      here -= client.here == 0 ? 0 : 1;
    }
    if (here != 0) {
      throw new Disagreement("somebody should be here and is not: " + sessions);
    }
    if (sessions.size() > 2 * clients.length) {
      throw new Disagreement("more sessions than registrations: " + sessions);
    }
  }

  private Disagreement difference(int client, int serial) {
    int expected = rules.expected.size(client, serial);
    int actual = channels.actual.size(client, serial);
    int at = 0;
    while (at < Math.min(expected, actual)
        && rules.expected.get(client, serial, at) == channels.actual.get(client, serial, at)) {
      at++;
    }
    return new Disagreement(
        Lexicon.name(client)
            + " should have been told "
            + (at < expected ? quoted(rules.expected.get(client, serial, at)) : "nothing more")
            + " and was told "
            + (at < actual ? quoted(channels.actual.get(client, serial, at)) : "nothing more"));
  }

  private String quoted(int frame) {
    return '"' + lexicon.text(frame) + '"';
  }
}
