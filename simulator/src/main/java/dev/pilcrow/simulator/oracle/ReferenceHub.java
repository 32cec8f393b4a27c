package dev.pilcrow.simulator.oracle;

import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hub as one would write it first, from docs/protocol.md alone: texts, maps and a regular
 * expression, no states, no time, no buffers, no bounds but those of a frame. It reads what the hub
 * reads, and is told who has come and gone; what everybody should then read stands in the {@link
 * Member}s.
 *
 * <p>Texts are ISO 8859-1, so that a character is an octet.
 */
final class ReferenceHub {
  private static final String PILCROW = "\u00c2\u00b6";
  private static final int MAX_FRAME = 4096;
  private static final int MAX_PAYLOAD = 3840;
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(" + NAME + ")(?:@(" + NAME + "))?(\\+[+.]?)?" + PILCROW + "(.*)", Pattern.DOTALL);
  private static final Pattern REGISTRATION =
      Pattern.compile(PILCROW + "(" + NAME + ")(?:" + PILCROW + ".*)?", Pattern.DOTALL);
  private static final Pattern FIRST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  private final boolean chat;
  private final boolean presence;
  private final int maxAnswerOctets;
  private final Sequence sequence = new Sequence();
  private final Map<String, Member> here = new TreeMap<>();
  private final Map<String, Member> byToken = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private String tail = "";
  private boolean discarding;
  private int answered;

  ReferenceHub(HubConfig config) {
    this.chat = config.mode() == HubMode.CHAT;
    this.presence = chat && config.presence();
    this.maxAnswerOctets = config.limits().maxAnswerOctets();
  }

  // ---- who is here ----

  /** Whether somebody has asked to be called so and is not called so yet. */
  boolean isAsked(String name) {
    return asked.contains(name);
  }

  @Nullable Member named(String name) {
    return here.get(name);
  }

  Member comes(Mailbox box) {
    tellPresence(PILCROW + box.name());
    Member member = new Member(box.name(), box, sequence, true);
    member.tell(Expected.beginning("hub" + PILCROW + "welcome "));
    here.put(member.name, member);
    return member;
  }

  /** One who is told why not, and nothing else. */
  Member refused(Mailbox box, String code) {
    Member member = new Member(box.name(), box, sequence, false);
    member.tell(Expected.beginning("hub" + PILCROW + "error " + code + " "));
    return member;
  }

  /** Its owner knows its token now. */
  void learns(Member member, String token) {
    member.token = token;
    if (!member.hasLeft()) {
      byToken.put(token, member);
    }
  }

  void vanishes(Member member) {
    goes(member);
    tellPresence(member.name + PILCROW);
  }

  void sendsAway(Member member) {
    member.tell(Expected.frame("hub" + PILCROW + "bye shutdown"));
    goes(member);
  }

  private void goes(Member member) {
    here.remove(member.name, member);
    byToken.remove(member.token, member);
    member.leave();
  }

  /** Those who read have come so far; what nobody will ask for is forgotten. */
  void forget(Iterable<Member> readers) {
    if (sequence.isLong()) {
      long least = sequence.end();
      for (Member reader : readers) {
        least = Math.min(least, reader.cursor());
      }
      sequence.forgetBefore(least);
    }
  }

  // ---- what is said ----

  void passBegins() {
    answered = 0;
  }

  void reads(String octets, boolean dry) {
    int from = 0;
    for (int lf = octets.indexOf('\n'); lf >= 0; lf = octets.indexOf('\n', from)) {
      String frame = tail + octets.substring(from, lf);
      tail = "";
      if (!discarding && !frame.isEmpty()) {
        frame(frame);
      }
      discarding = false;
      from = lf + 1;
    }
    tail += octets.substring(from);
    if (!discarding && tail.length() >= MAX_FRAME) {
      discarding = true;
      violation(tail, "too-long");
    }
    if (discarding) {
      tail = "";
    }
    if (dry) {
      if (!discarding && !tail.isEmpty()) {
        violation(tail, "bad-frame");
      }
      discarding = false;
      tail = "";
    }
  }

  private void frame(String frame) {
    Matcher registration = REGISTRATION.matcher(frame);
    Matcher data = ADDRESS.matcher(frame);
    if (frame.length() >= MAX_FRAME) {
      violation(frame, "too-long");
    } else if (registration.matches()) {
      asked.add(registration.group(1));
    } else if (!data.matches()) {
      violation(frame, "bad-frame");
    } else if (data.group(4).isEmpty()) {
      goodbye(frame, data);
    } else if (data.group(4).length() > MAX_PAYLOAD) {
      violation(frame, "too-long");
    } else {
      Member sender = byToken.get(data.group(1));
      if (sender != null) {
        says(sender, data.group(2), data.group(3) == null ? "" : data.group(3), data.group(4));
      }
    }
  }

  private void goodbye(String frame, Matcher address) {
    if (address.group(2) != null || address.group(3) != null) {
      violation(frame, "bad-frame");
      return;
    }
    Member member = byToken.get(address.group(1));
    if (member != null) {
      member.tell(Expected.frame("hub" + PILCROW + "bye disconnect"));
      goes(member);
      tellPresence(member.name + PILCROW);
    }
  }

  private void says(Member sender, @Nullable String to, String part, String payload) {
    if (to == null ? chat : to.equals("everyone")) {
      String mark = chat ? "" : "@everyone";
      sequence.add(Expected.frame(sender.name + mark + part + PILCROW + payload));
    } else if (to == null) {
      give(sender, sender, part, payload);
    } else if (to.equals("hub")) {
      command(sender, part, payload);
    } else if (here.containsKey(to)) {
      give(here.get(to), sender, part, payload);
    } else {
      error(sender, "no-such-name");
    }
  }

  private void give(Member to, Member sender, String part, String payload) {
    String mark = !chat && to == sender ? "" : "@" + to.name;
    to.tell(Expected.frame(sender.name + mark + part + PILCROW + payload));
  }

  private void command(Member sender, String part, String text) {
    if (!part.isEmpty()) {
      error(sender, "bad-frame");
    } else if (text.equals("ping") || text.startsWith("ping ")) {
      sender.tell(Expected.frame("hub" + PILCROW + "pong" + text.substring("ping".length())));
    } else if (text.equals("who")) {
      who(sender);
    } else {
      error(sender, "no-such-command");
    }
  }

  private void who(Member sender) {
    String list = "who";
    for (String name : new TreeSet<>(here.keySet())) {
      list += " " + name;
    }
    if (answered > 0 && answered + list.length() > maxAnswerOctets) {
      error(sender, "full");
      return;
    }
    answered += list.length();
    for (int from = 0; from < list.length(); from += MAX_PAYLOAD) {
      int to = Math.min(list.length(), from + MAX_PAYLOAD);
      String part =
          from == 0 ? (to == list.length() ? "" : "+") : to == list.length() ? "+." : "++";
      sender.tell(Expected.frame("hub" + part + PILCROW + list.substring(from, to)));
    }
  }

  /** The sender of a frame that breaks the grammar is told, if its token can be made out. */
  private void violation(String frame, String code) {
    Matcher first = FIRST_NAME.matcher(frame);
    Member sender = first.lookingAt() ? byToken.get(first.group()) : null;
    if (sender != null) {
      error(sender, code);
    }
  }

  private static void error(Member to, String code) {
    to.tell(Expected.beginning("hub" + PILCROW + "error " + code + " "));
  }

  private void tellPresence(String frame) {
    if (presence) {
      sequence.add(Expected.frame(frame));
    }
  }
}
