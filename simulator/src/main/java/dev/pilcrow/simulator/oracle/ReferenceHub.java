package dev.pilcrow.simulator.oracle;

import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.state.Abridged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hub as one would write it first, from docs/protocol.md alone: texts and maps, no states, no
 * time, no buffers, no bounds but those of a frame. It reads what the hub reads, and is told who
 * has come and gone; what everybody should then read stands in the {@link Member}s.
 *
 * <p>Texts are ISO 8859-1, so that a character is an octet.
 */
final class ReferenceHub implements MixedInbox.Hub, Abridged {
  private static final String PILCROW = "\u00c2\u00b6";
  private static final int MAX_FRAME = 4096;
  private static final int MAX_PAYLOAD = 3840;

  /** A text that garbage has made longer than this is dropped in pieces, if at all. */
  private static final int MAX_ECHO = 1 << 14;

  private static final byte[] NOTHING = {};

  private final boolean chat;
  private final boolean presence;
  private final int maxAnswerOctets;
  private final boolean classic;
  private final Sequence sequence = new Sequence();

  /** What classic clients hear: texts, not frames. */
  private final Sequence texts = new Sequence();

  private final MixedInbox inbox = new MixedInbox(this);
  private final ClassicSessions paths = new ClassicSessions();

  /** Tokens of those who have gone since the inbox was last read dry, and those whose token was. */
  private final Set<String> lateTokens = new HashSet<>();

  private final Set<Member> late = new HashSet<>();
  private final Map<String, Member> here = new TreeMap<>();
  private final Map<String, Member> byToken = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private byte[] tail = NOTHING;
  private boolean discarding;
  private int answered;

  ReferenceHub(HubConfig config) {
    this.chat = config.mode() == HubMode.CHAT;
    this.presence = chat && config.presence();
    this.classic = config.classic();
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

  /** A classic client; null if it may not. */
  @Nullable Member comes(Mailbox box, String path) {
    String name = ClassicTexts.publicName(path);
    if (!paths.mayJoin(path) || !box.name().matches(Pattern.quote(name) + "(-[0-9]+)?")) {
      return null;
    }
    tellPresence(PILCROW + box.name());
    Member member = new Member(box.name(), box, texts, true);
    here.put(member.name, member);
    paths.joins(path, member);
    return member;
  }

  void turnsAway(String path) {
    paths.turnedAway(path);
  }

  void releases(String path) {
    paths.released(path);
  }

  /** One who is told why not, and nothing else. */
  Member refused(Mailbox box, String code) {
    Member member = new Member(box.name(), box, sequence, false);
    member.tell(Expected.beginning("hub" + PILCROW + "error " + code + " "));
    return member;
  }

  /** Its owner knows its token now; if an earlier hub has given it, it is of no use here. */
  void learns(Member member, String token) {
    member.token = token;
    if (here.get(member.name) == member) {
      byToken.put(token, member);
    } else if (late.contains(member)) {
      lateTokens.add(token);
    }
  }

  void vanishes(Member member) {
    goes(member);
    tellPresence(member.name + PILCROW);
  }

  void sendsAway(Member member) {
    sayBye(member, "shutdown");
    member.sendAway();
    goes(member);
  }

  private void goes(Member member) {
    here.remove(member.name, member);
    byToken.remove(member.token, member);
    if (classic) {
      late.add(member);
      if (member.token != null) {
        lateTokens.add(member.token);
      }
    }
    member.leave();
  }

  private static void sayBye(Member member, String why) {
    if (!member.box.isClassic()) {
      member.tell(Expected.frame("hub" + PILCROW + "bye " + why));
    }
  }

  /** Those who read have come so far; what nobody will ask for is forgotten. */
  void forget(Iterable<Member> readers) {
    forget(sequence, readers);
    forget(texts, readers);
  }

  private static void forget(Sequence sequence, Iterable<Member> readers) {
    if (sequence.isLong()) {
      long least = sequence.end();
      for (Member reader : readers) {
        if (reader.follows(sequence)) {
          least = Math.min(least, reader.cursor());
        }
      }
      sequence.forgetBefore(least);
    }
  }

  /**
   * What was said and heard does not matter any more, but for what members are still owed.
   *
   * @throws UnsupportedOperationException if there may be classic clients
   */
  @Override
  public Object abridged() {
    if (classic) {
      throw new UnsupportedOperationException("what a hub of classic clients goes by is not told");
    }
    Map<String, String> tokens = new TreeMap<>();
    byToken.forEach((token, member) -> tokens.put(token, member.name));
    return List.of(new ArrayList<>(here.keySet()), tokens, asked, tail, discarding, answered);
  }

  // ---- what is said ----

  void passBegins() {
    answered = 0;
    paths.passBegins();
  }

  void reads(byte[] octets, int from, int to, boolean dry) {
    if (classic) {
      inbox.reads(octets, from, to, dry);
      if (dry) {
        paths.dry();
        lateTokens.clear();
        late.clear();
      }
    } else {
      readsLines(octets, from, to, dry);
    }
  }

  private void readsLines(byte[] octets, int from, int to, boolean dry) {
    int start = from;
    for (int at = from; at < to; at++) {
      if (octets[at] == '\n') {
        line(octets, start, at);
        start = at + 1;
      }
    }
    keep(octets, start, to);
    if (!discarding && tail.length >= MAX_FRAME) {
      discarding = true;
      violation(tail, 0, tail.length, "too-long");
    }
    if (discarding) {
      tail = NOTHING;
    }
    if (dry) {
      if (!discarding && tail.length > 0) {
        violation(tail, 0, tail.length, "bad-frame");
      }
      discarding = false;
      tail = NOTHING;
    }
  }

  /** The end of a frame, and its beginning if that was not read before. */
  private void line(byte[] octets, int from, int to) {
    if (tail.length > 0) {
      keep(octets, from, to);
      byte[] whole = tail;
      tail = NOTHING;
      line(whole, 0, whole.length);
    } else {
      if (!discarding && from < to) {
        frame(octets, from, to);
      }
      discarding = false;
    }
  }

  private void keep(byte[] octets, int from, int to) {
    if (from < to) {
      int before = tail.length;
      tail = Arrays.copyOf(tail, before + to - from);
      System.arraycopy(octets, from, tail, before, to - from);
    }
  }

  // ---- what classic clients say, see MixedInbox ----

  @Override
  public boolean isPath(String path) {
    return paths.knows(path);
  }

  @Override
  public boolean isToken(String token) {
    return byToken.containsKey(token) || lateTokens.contains(token);
  }

  @Override
  public void registers(String path) {
    paths.registers(path);
  }

  @Override
  public void leaves(String path) {
    Member member = paths.at(path);
    paths.leaves(path);
    if (member != null && !member.hasLeft()) {
      goes(member);
      tellPresence(member.name + PILCROW);
    }
  }

  @Override
  public void saysText(String path, String text) {
    Member sender = paths.at(path);
    if (sender == null || sender.hasLeft()) {
      return;
    }
    if (!chat) {
      for (int from = 0; from < text.length(); from += MAX_ECHO) {
        sender.tell(Expected.frame(text.substring(from, Math.min(text.length(), from + MAX_ECHO))));
      }
      return;
    }
    texts.add(Expected.frame(text));
    String message = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    int from = 0;
    do {
      int to = from + ClassicTexts.lengthOfPart(message, from);
      String part =
          from == 0 ? (to == message.length() ? "" : "+") : to == message.length() ? "+." : "++";
      byte[] payload = Printed.octets(Escaping.escaped(message.substring(from, to)));
      sequence.add(Expected.said(sender.name, "", part, payload));
      from = to;
    } while (from < message.length());
  }

  // ---- frames ----

  @Override
  public void frame(byte[] octets, int from, int to) {
    if (to - from >= MAX_FRAME) {
      violation(octets, from, to, "too-long");
      return;
    }
    String registered = Spoken.registration(octets, from, to);
    if (registered != null) {
      asked.add(registered);
      return;
    }
    Spoken spoken = Spoken.read(octets, from, to);
    if (spoken == null) {
      violation(octets, from, to, "bad-frame");
    } else if (spoken.payloadFrom() == to) {
      if (spoken.recipient() != null || !spoken.part().isEmpty()) {
        violation(octets, from, to, "bad-frame");
      } else {
        goodbye(spoken.address());
      }
    } else if (to - spoken.payloadFrom() > MAX_PAYLOAD) {
      violation(octets, from, to, "too-long");
    } else {
      Member sender = byToken.get(spoken.address());
      if (sender != null) {
        says(sender, spoken, Arrays.copyOfRange(octets, spoken.payloadFrom(), to));
      }
    }
  }

  private void goodbye(String token) {
    Member member = byToken.get(token);
    if (member != null) {
      sayBye(member, "disconnect");
      goes(member);
      tellPresence(member.name + PILCROW);
    }
  }

  private void says(Member sender, Spoken spoken, byte[] payload) {
    String to = spoken.recipient();
    String part = spoken.part();
    if (to == null ? chat : to.equals("everyone")) {
      sequence.add(Expected.said(sender.name, chat ? "" : "@everyone", part, payload));
      String text = classic ? ClassicTexts.unescaped(payload, part) : "";
      if (!text.isEmpty()) {
        texts.add(Expected.frame(text));
      }
    } else if (to == null) {
      give(sender, sender, part, payload);
    } else if (to.equals("hub")) {
      command(sender, part, Printed.latin(payload, 0, payload.length));
    } else if (here.containsKey(to)) {
      give(here.get(to), sender, part, payload);
    } else {
      error(sender, "no-such-name");
    }
  }

  private void give(Member to, Member sender, String part, byte[] payload) {
    if (to.box.isClassic()) {
      String text = ClassicTexts.unescaped(payload, part);
      if (!text.isEmpty()) {
        to.tell(Expected.frame(text));
      }
      return;
    }
    String mark = !chat && to == sender ? "" : "@" + to.name;
    to.tell(Expected.said(sender.name, mark, part, payload));
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
  @Override
  public void violation(byte[] octets, int from, int to, String code) {
    String first = Printed.latin(octets, from, Spoken.nameEnd(octets, from, to));
    Member sender = byToken.get(first);
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
