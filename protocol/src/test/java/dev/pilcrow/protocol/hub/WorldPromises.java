package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.hub.BrokenPromise.BoundPassed;
import dev.pilcrow.protocol.hub.BrokenPromise.DisorderedSpeech;
import dev.pilcrow.protocol.hub.BrokenPromise.ForgedSpeech;
import dev.pilcrow.protocol.hub.BrokenPromise.LeakedSession;
import dev.pilcrow.protocol.hub.BrokenPromise.SharedIdentity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Promises that need no second hub to be checked. All that is said bears a number, in the order of
 * the inbox: each receiver must be sent ascending ones, and each in the name of its sayer.
 */
final class WorldPromises {
  private static final Pattern NUMBER = Pattern.compile("\\bi(\\d+)\\b");
  private static final Pattern SENDER = Pattern.compile("([A-Za-z0-9._-]+)[^¶]*¶");

  /** From there nobody is ever sent anything. */
  static final String NOBODY = "nobody";

  private final HubConfig config;
  private final Map<Integer, String> addressOf = new HashMap<>();
  private final Map<String, Set<String>> namesOf = new HashMap<>();
  private final Map<WorldChannel, Integer> lastSent = new HashMap<>();

  WorldPromises(HubConfig config) {
    this.config = config;
  }

  /** The number of what is said from that address now. */
  int isSaidBy(String address) {
    addressOf.put(addressOf.size(), address);
    return addressOf.size() - 1;
  }

  void isCalled(String address, String name) {
    namesOf.computeIfAbsent(address, key -> new HashSet<>()).add(name);
  }

  void onSent(WorldChannel to, String frame) {
    Matcher number = NUMBER.matcher(frame);
    if (!number.find()) {
      return;
    }
    int said = Integer.parseInt(number.group(1));
    Integer last = lastSent.put(to, said);
    if (last != null && last >= said) {
      throw new DisorderedSpeech(to.session + " is sent " + frame + " after number " + last);
    }
    String by = addressOf.getOrDefault(said, NOBODY);
    Set<String> names = namesOf.getOrDefault(by, Set.of());
    Matcher sender = SENDER.matcher(frame);
    boolean named = to.isNative() && sender.lookingAt() && !sender.group(1).equals("hub");
    if (by.equals(NOBODY) || names.isEmpty() || (named && !names.contains(sender.group(1)))) {
      throw new ForgedSpeech(to.session + " is sent " + frame + ", said by one of " + names);
    }
  }

  /** To be asked between two inputs. */
  void check(Hub hub) {
    Set<Integer> slots = new HashSet<>();
    Set<String> held = new HashSet<>();
    int waiting = 0;
    for (Session session : hub.sessions()) {
      if (!slots.add(session.slot())) {
        throw new SharedIdentity("two sessions in a slot: " + hub.sessions());
      }
      boolean holds = session.refusal == null && session.state != SessionState.CONTESTED;
      if (holds && !held.add(session.name())) {
        throw new SharedIdentity("two holders of a name: " + hub.sessions());
      }
      if (!Names.isName(session.name()) || Names.isReserved(session.name())) {
        throw new SharedIdentity("no name: " + session);
      }
      if (session.state == SessionState.CLOSED) {
        throw new LeakedSession(session.toString());
      }
      boolean retries = session.state == SessionState.OPENING && session.retryPauseNanos > 0;
      waiting += session.state == SessionState.CONTESTED || retries ? 1 : 0;
    }
    if (held.size() > config.limits().maxSessions() || waiting > config.limits().maxWaiting()) {
      throw new BoundPassed(hub.sessions().toString());
    }
  }
}
