package dev.pilcrow.simulator.oracle;

import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.state.Abridged;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every client reads exactly what a naive hub would have told it, frame by frame: nothing lost,
 * doubled, invented, changed or out of its place. Only where the hub says {@code gap N} exactly N
 * frames are missing (how many may be {@link GapOracle} sees), and what a client has not read when
 * it ends is nobody's loss.
 */
public final class AgreementOracle implements Oracle, Abridged {
  /** What was read is not what a naive hub would have said. */
  public static final class Disagreement extends PromiseBroken {
    private static final long serialVersionUID = 1;

    public Disagreement(String message) {
      super(message);
    }
  }

  private static final byte[] WELCOME =
      "hub\u00c2\u00b6welcome ".getBytes(StandardCharsets.ISO_8859_1);
  private static final int TOKEN_LENGTH = 16;

  private final HubConfig config;
  private final Map<Mailbox, Member> members = new LinkedHashMap<>();
  private ReferenceHub reference;

  public AgreementOracle(HubConfig config) {
    this.config = config;
    this.reference = new ReferenceHub(config);
  }

  @Override
  public void onHubStarted() {
    reference = new ReferenceHub(config);
  }

  @Override
  public void onPass() {
    reference.passBegins();
    reference.forget(members.values());
  }

  @Override
  public void onBurst(byte[] octets, int from, int to, boolean dry) {
    reference.reads(octets, from, to, dry);
  }

  @Override
  public void onJoined(Mailbox box) {
    Member other = reference.named(box.name());
    if (other != null) {
      throw new Disagreement(box + " was let in beside " + other.box);
    }
    if (box.path() != null) {
      Member classic = reference.comes(box, box.path());
      if (classic == null) {
        throw new Disagreement(box + " was let in without having asked, or by another name");
      }
      keep(classic);
      return;
    }
    if (!reference.isAsked(box.name())) {
      throw new Disagreement(box + " was let in without having asked");
    }
    keep(reference.comes(box));
  }

  @Override
  public void onRefused(Mailbox box, ErrorCode code) {
    if (code == ErrorCode.NAME_TAKEN && reference.named(box.name()) == null) {
      throw new Disagreement(box + " was refused a name that nobody has");
    }
    keep(reference.refused(box, code.text()));
  }

  @Override
  public void onLeft(Mailbox box, Departure why) {
    Member member = members.get(box);
    if (member == null) {
      throw new Disagreement(box + " left and was never here");
    }
    switch (why) {
      case DISCONNECT -> {
        if (!member.hasLeft()) {
          throw new Disagreement(box + " was taken to have said goodbye and had not");
        }
      }
      case GONE -> {
        if (!box.isReaderGone()) {
          throw new Disagreement(box + " was taken for gone and reads");
        }
        reference.vanishes(member);
      }
      case SLOW -> {
        if (config.slowPolicy() != SlowPolicy.DISCONNECT) {
          throw new Disagreement(box + " was cut off, and the policy is " + config.slowPolicy());
        }
        member.cutOff();
        reference.vanishes(member);
      }
      case SHUTDOWN -> reference.sendsAway(member);
    }
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    Member member = box.member;
    if (member == null) {
      throw new Disagreement(
          box + " was told something before it was let in: " + Printed.frame(octets, from, to));
    }
    if (box.isSpent()) {
      learnAnywhere(member, Printed.latin(octets, from, to));
      return;
    }
    if (GapOracle.isGap(octets, from, to)) {
      gap(member, GapOracle.frames(octets, from, to));
      return;
    }
    Expected next = member.next();
    if (next == null || !next.isMetBy(octets, from, to)) {
      throw new Disagreement(
          box
              + " should have read "
              + (next == null ? "nothing" : next)
              + " and has read "
              + Printed.frame(octets, from, to));
    }
    member.advance();
    if (member.token == null && Printed.startsWith(WELCOME, octets, from, to)) {
      int token = from + WELCOME.length;
      reference.learns(member, Printed.latin(octets, token, Math.min(to, token + TOKEN_LENGTH)));
    }
  }

  @Override
  public void onText(Mailbox box, byte[] octets, int from, int to) {
    if (box.isSpent()) {
      return;
    }
    Member member = members.get(box);
    if (member == null || !member.ear.hears(octets, from, to)) {
      throw new Disagreement(
          "%s should have read %s and has read %s"
              .formatted(
                  box,
                  member == null ? "nothing" : member.ear.next(),
                  Printed.frame(octets, from, to)));
    }
  }

  @Override
  public void onDropped(Mailbox box, long frames) {
    Member member = members.get(box);
    if (member != null && box.isClassic()) {
      member.ear.dropped();
    }
  }

  @Override
  public void onPathRefused(String path) {
    reference.turnsAway(path);
  }

  @Override
  public void onPathReleased(String path) {
    reference.releases(path);
  }

  @Override
  public void atRest() {
    for (Map.Entry<Mailbox, Member> entry : members.entrySet()) {
      Mailbox box = entry.getKey();
      Member member = entry.getValue();
      if (!box.isInnocent() || box.isReaderGone() || member.isCutOff()) {
        continue;
      }
      if (box.isClassic()) {
        if (!member.ear.hasHeardAll()) {
          throw new Disagreement(box + " has never been told " + member.ear.next());
        }
      } else if (member.next() != null) {
        throw new Disagreement(box + " has never been told " + member.next());
      }
    }
  }

  /** A hub ends in calm times alone, when everybody reads: whoever is here then gets all. */
  @Override
  public void atEnd() {
    for (Map.Entry<Mailbox, Member> entry : members.entrySet()) {
      Mailbox box = entry.getKey();
      Member member = entry.getValue();
      if (member.isSentAway() && box.isInnocent() && !box.isClassic() && member.next() != null) {
        throw new Disagreement(
            box + " was here when the hub ended, and has never been told " + member.next());
      }
    }
  }

  /** In what order they came does not matter, nor who is dead and known to have left. */
  @Override
  public Object abridged() {
    Map<String, Member> all = new TreeMap<>();
    for (Member member : members.values()) {
      if (!member.hasLeft() || !member.box.isReaderGone()) {
        all.put(member.box.toString(), member);
      }
    }
    return List.of(reference, all);
  }

  /** A welcome, perhaps behind what was left of an earlier session. */
  private void learnAnywhere(Member member, String frame) {
    String welcome = Printed.latin(WELCOME, 0, WELCOME.length);
    int token = frame.indexOf(welcome) + welcome.length();
    if (token >= welcome.length() && frame.length() - token >= TOKEN_LENGTH) {
      reference.learns(member, frame.substring(token, token + TOKEN_LENGTH));
    }
  }

  private void keep(Member member) {
    members.put(member.box, member);
    member.box.member = member;
  }

  private static void gap(Member member, long frames) {
    for (long i = 0; i < frames; i++) {
      if (member.next() == null) {
        throw new Disagreement(
            "%s was told of a gap of %d frames, and only %d were for it"
                .formatted(member.box, frames, i));
      }
      member.advance();
    }
  }
}
