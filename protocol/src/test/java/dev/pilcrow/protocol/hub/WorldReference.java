package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.hub.BrokenPromise.Disagreement;
import dev.pilcrow.protocol.hub.WorldInbox.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the reference hub what happens, and compares what each receiver gets of both. */
final class WorldReference {
  private final ReferenceHub hub;
  private final Map<Session, ReferenceHub.Member> members = new HashMap<>();
  private final Map<Session, List<String>> gets = new HashMap<>();
  private final List<WorldChannel> channels = new ArrayList<>();

  WorldReference(HubConfig config) {
    hub = new ReferenceHub(config);
  }

  void onRead(List<Written> writes) {
    writes.forEach(write -> write.meaning().accept(hub));
  }

  void onPassEnd() {
    hub.passEnds();
  }

  void onShutdown() {
    hub.shutsDown();
  }

  void onJoined(WorldChannel channel, String address) {
    Session session = channel.session;
    boolean classic = session.dialect() == Dialect.CLASSIC;
    ReferenceHub.Member member = hub.comes(session.name(), address, classic);
    members.put(session, member);
    gets.put(session, member.gets);
    channels.add(channel);
  }

  void onRefused(WorldChannel channel, ErrorCode code) {
    gets.put(channel.session, List.of("hub¶error " + code.text()));
    channels.add(channel);
  }

  /** The session is gone, or was too slow. */
  void onCutOff(Session session) {
    ReferenceHub.Member member = members.get(session);
    if (member != null) {
      hub.vanishes(member);
    }
  }

  void onDropped(Session session, int entries, long frames) {
    ReferenceHub.Member member = members.get(session);
    if (member != null) {
      hub.loses(member, entries, frames);
    }
  }

  void requireAgreement() {
    for (WorldChannel channel : channels) {
      List<String> expected = gets.getOrDefault(channel.session, List.of());
      List<String> sent = channel.sent.stream().map(WorldReference::withoutDetails).toList();
      if (!expected.equals(sent)) {
        throw new Disagreement(channel.session + " should get " + expected + ", was sent " + sent);
      }
    }
  }

  private static String withoutDetails(String frame) {
    return frame.replaceFirst("^(hub¶(?:welcome|error) [^ ]+) .*$", "$1");
  }
}
