package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hub as one would write it first: who gets what, in texts, without octets, states, time or
 * limits. It is told who has come and gone, and what they have said.
 */
final class ReferenceHub {
  /** One who is here, or was. */
  static final class Member {
    final String name;
    final String address;
    final boolean classic;
    final List<String> gets = new ArrayList<>();

    Member(String name, String address, boolean classic) {
      this.name = name;
      this.address = address;
      this.classic = classic;
    }
  }

  private final HubConfig config;
  private final boolean chat;
  private final Map<String, Member> here = new LinkedHashMap<>();
  private int answered;

  ReferenceHub(HubConfig config) {
    this.config = config;
    this.chat = config.mode() == HubMode.CHAT;
  }

  /** The address is a token or a path. */
  Member comes(String name, String address, boolean classic) {
    Member member = new Member(name, address, classic);
    tell(member, "hub¶welcome " + address);
    tellPresence("¶" + name);
    here.put(address, member);
    return member;
  }

  /** Nothing happens if the address is nobody's. */
  void says(String address, @Nullable String to, Part part, String payload) {
    Member from = here.get(address);
    if (from == null) {
      return;
    }
    if (to == null ? chat : to.equals("everyone")) {
      here.values().forEach(each -> give(each, from, chat ? null : "everyone", part, payload));
    } else if (to == null) {
      give(from, from, null, part, payload);
    } else if (to.equals("hub")) {
      answer(from, part, payload);
    } else {
      here.values().stream()
          .filter(each -> each.name.equals(to))
          .findFirst()
          .ifPresentOrElse(
              each -> give(each, from, chat || each != from ? to : null, part, payload),
              () -> tell(from, "hub¶error no-such-name"));
    }
  }

  void saysText(String path, String text) {
    Member from = here.get(path);
    if (from != null && !chat) {
      from.gets.add(text);
    } else if (from != null) {
      String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      String payload = line.replace("\\", "\\\\").replace("\n", "\\n");
      for (Member each : here.values()) {
        each.gets.add(each.classic ? text : from.name + "¶" + (line.isEmpty() ? "\\-" : payload));
      }
    }
  }

  void breaksTheGrammar(String token, ErrorCode code) {
    Member from = here.get(token);
    if (from != null) {
      tell(from, "hub¶error " + code.text());
    }
  }

  void leaves(String address) {
    Member member = here.remove(address);
    if (member != null) {
      tell(member, "hub¶bye disconnect");
      tellPresence(member.name + "¶");
    }
  }

  /** Gone, or too slow. */
  void vanishes(Member member) {
    if (here.remove(member.address, member)) {
      tellPresence(member.name + "¶");
    }
  }

  /** The last entries for a slow member were dropped; they were that many frames. */
  void loses(Member member, int entries, long frames) {
    member.gets.subList(member.gets.size() - entries, member.gets.size()).clear();
    if (frames > 0) {
      tell(member, "hub¶gap " + frames);
    }
  }

  void passEnds() {
    answered = 0;
  }

  void shutsDown() {
    here.values().forEach(each -> tell(each, "hub¶bye shutdown"));
    here.clear();
  }

  private void give(Member to, Member from, @Nullable String mark, Part part, String payload) {
    if (!to.classic) {
      to.gets.add(from.name + (mark == null ? "" : "@" + mark) + part.text() + "¶" + payload);
      return;
    }
    String end = part == Part.WHOLE || part == Part.LAST ? "\n" : "";
    String text = unescaped(payload) + end;
    if (!text.isEmpty()) {
      to.gets.add(text);
    }
  }

  private void answer(Member from, Part part, String command) {
    String who = "who";
    for (String name : here.values().stream().map(each -> each.name).sorted().toList()) {
      who += " " + name;
    }
    if (part != Part.WHOLE) {
      tell(from, "hub¶error bad-frame");
    } else if (command.equals("ping") || command.startsWith("ping ")) {
      tell(from, "hub¶pong" + command.substring(4));
    } else if (!command.equals("who")) {
      tell(from, "hub¶error no-such-command");
    } else if (answered > 0 && answered + who.length() > config.limits().maxAnswerOctets()) {
      tell(from, "hub¶error full");
    } else {
      answered += who.length();
      tell(from, "hub¶" + who);
    }
  }

  private void tellPresence(String frame) {
    if (chat && config.presence()) {
      here.values().forEach(each -> tell(each, frame));
    }
  }

  private static void tell(Member member, String frame) {
    if (!member.classic) {
      member.gets.add(frame);
    }
  }

  private static String unescaped(String payload) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < payload.length(); i++) {
      String two = payload.substring(i, Math.min(i + 2, payload.length()));
      switch (two) {
        case "\\n" -> text.append('\n');
        case "\\\\" -> text.append('\\');
        case "\\-" -> {}
        default -> text.append(payload.charAt(i));
      }
      i += two.equals("\\n") || two.equals("\\\\") || two.equals("\\-") ? 1 : 0;
    }
    return text.toString();
  }
}
