package dev.pilcrow.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.fifo.hub.HubGauges;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubLimits;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.oracle.AgreementOracle.Disagreement;
import dev.pilcrow.simulator.oracle.BoundsOracle.BoundBroken;
import dev.pilcrow.simulator.oracle.GapOracle.GapMiscounted;
import dev.pilcrow.simulator.oracle.IsolationOracle.InnocentHarmed;
import dev.pilcrow.simulator.oracle.LivenessOracle.Stuck;
import dev.pilcrow.simulator.oracle.OrderOracle.OutOfOrder;
import dev.pilcrow.simulator.oracle.SpeechOracle.ForgedSpeech;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each oracle takes, and what it does not. */
class OraclesTest {
  private static final HubConfig CHAT = HubConfig.of(HubMode.CHAT);
  private static final String TOKEN_OF_ALICE = "0123456789abcdef";
  private static final String TOKEN_OF_BOB = "fedcba9876543210";

  private final Mailbox alice = new Mailbox("alice", "p1", true);
  private final Mailbox bob = new Mailbox("bob", "p2", true);

  // ---- agreement ----

  private AgreementOracle chatOfTwo() {
    AgreementOracle oracle = new AgreementOracle(CHAT);
    read(oracle, "\n¶alice\n\n¶bob\n");
    oracle.onJoined(alice);
    oracle.onJoined(bob);
    welcome(oracle, alice, TOKEN_OF_ALICE);
    frame(oracle, alice, "¶bob");
    welcome(oracle, bob, TOKEN_OF_BOB);
    return oracle;
  }

  @Test
  void all_that_a_naive_hub_would_say_is_taken() {
    AgreementOracle oracle = chatOfTwo();
    read(
        oracle,
        TOKEN_OF_ALICE + "¶hello\n" + TOKEN_OF_ALICE + "@bob¶psst\n" + TOKEN_OF_BOB + "¶\n");
    oracle.onLeft(bob, Departure.DISCONNECT);
    for (String frame : new String[] {"alice¶hello", "bob¶"}) {
      frame(oracle, alice, frame);
    }
    for (String frame : new String[] {"alice¶hello", "alice@bob¶psst", "hub¶bye disconnect"}) {
      frame(oracle, bob, frame);
    }
    oracle.atRest();
  }

  @Test
  void who_is_here_when_the_hub_ends_must_have_been_told_all() {
    AgreementOracle oracle = chatOfTwo();
    read(oracle, TOKEN_OF_ALICE + "¶hello\n");
    oracle.onLeft(alice, Departure.SHUTDOWN);
    oracle.onLeft(bob, Departure.SHUTDOWN);
    frame(oracle, alice, "alice¶hello");
    frame(oracle, alice, "hub¶bye shutdown");
    frame(oracle, bob, "alice¶hello");
    alice.readerGone();
    bob.readerGone();
    assertThrows(Disagreement.class, oracle::atEnd);
    frame(oracle, bob, "hub¶bye shutdown");
    oracle.atEnd();
  }

  @Test
  void a_frame_that_is_lost_doubled_changed_or_made_up_is_not() {
    for (String wrong : new String[] {"alice¶two", "bob¶one", "alice¶", "alice@bob¶one"}) {
      AgreementOracle oracle = chatOfTwo();
      read(oracle, TOKEN_OF_ALICE + "¶one\n" + TOKEN_OF_ALICE + "¶two\n");
      assertThrows(Disagreement.class, () -> frame(oracle, bob, wrong), wrong);
    }
    AgreementOracle oracle = chatOfTwo();
    read(oracle, TOKEN_OF_ALICE + "¶one\n");
    frame(oracle, bob, "alice¶one");
    assertThrows(Disagreement.class, () -> frame(oracle, bob, "alice¶one"));
    assertThrows(Disagreement.class, oracle::atRest, "alice has not read it");
  }

  @Test
  void a_gap_stands_for_exactly_what_was_dropped() {
    AgreementOracle oracle = chatOfTwo();
    read(
        oracle,
        TOKEN_OF_ALICE + "¶one\n" + TOKEN_OF_ALICE + "¶two\n" + TOKEN_OF_ALICE + "¶three\n");
    frame(oracle, bob, "hub¶gap 2");
    frame(oracle, bob, "alice¶three");
    assertThrows(Disagreement.class, () -> frame(oracle, bob, "hub¶gap 1"), "nothing is left");
  }

  @Test
  void all_that_was_dropped_is_told_and_nothing_more() {
    GapOracle oracle = new GapOracle(CHAT);
    assertThrows(GapMiscounted.class, () -> frame(oracle, bob, "hub¶gap 2"), "none was dropped");
    oracle.onDropped(bob, 2);
    assertThrows(GapMiscounted.class, oracle::atRest);
    assertThrows(GapMiscounted.class, () -> frame(oracle, bob, "hub¶gap 3"));
    assertThrows(GapMiscounted.class, () -> frame(oracle, bob, "hub¶gap two"));
    assertThrows(GapMiscounted.class, () -> frame(oracle, bob, "hub¶gap 0"));
    frame(oracle, bob, "hub¶gap 2");
    assertThrows(GapMiscounted.class, () -> frame(oracle, bob, "hub¶gap 1"));
    oracle.atRest();
    assertThrows(
        GapMiscounted.class,
        () -> new GapOracle(CHAT.withSlowPolicy(SlowPolicy.WAIT)).onDropped(bob, 1));
  }

  @Test
  void what_breaks_the_grammar_is_answered_and_not_passed_on() {
    AgreementOracle oracle = chatOfTwo();
    read(
        oracle,
        TOKEN_OF_ALICE + " no separator\n" + TOKEN_OF_ALICE + "¶" + "x".repeat(3841) + "\n");
    frame(oracle, alice, "hub¶error bad-frame and so on");
    frame(oracle, alice, "hub¶error too-long and so on");
    read(oracle, TOKEN_OF_ALICE + "¶torn");
    frame(oracle, alice, "hub¶error bad-frame and so on");
    read(
        oracle,
        TOKEN_OF_BOB
            + "@carol¶hi\n"
            + TOKEN_OF_BOB
            + "@hub¶who\n"
            + TOKEN_OF_BOB
            + "@hub¶ping 1\n");
    frame(oracle, bob, "hub¶error no-such-name and so on");
    frame(oracle, bob, "hub¶who alice bob");
    frame(oracle, bob, "hub¶pong 1");
    oracle.atRest();
  }

  @Test
  void nobody_is_let_in_twice_or_unasked_or_taken_for_gone() {
    AgreementOracle oracle = chatOfTwo();
    Mailbox other = new Mailbox("alice", "p3", true);
    Mailbox carol = new Mailbox("carol", "p4", true);
    assertThrows(Disagreement.class, () -> oracle.onJoined(other));
    assertThrows(Disagreement.class, () -> oracle.onJoined(carol));
    assertThrows(Disagreement.class, () -> oracle.onLeft(alice, Departure.GONE), "she reads");
    assertThrows(Disagreement.class, () -> oracle.onLeft(alice, Departure.DISCONNECT));
    assertThrows(Disagreement.class, () -> oracle.onLeft(alice, Departure.SLOW), "policy gap");
    assertThrows(Disagreement.class, () -> oracle.onRefused(carol, ErrorCode.NAME_TAKEN));
    alice.readerGone();
    oracle.onLeft(alice, Departure.GONE);
    frame(oracle, bob, "alice¶");
  }

  /** Found by seed 20044 of four clients: the naive hub knew what it had never given. */
  @Test
  void a_token_of_an_earlier_hub_is_none_though_it_is_read_only_now() {
    AgreementOracle oracle = new AgreementOracle(CHAT);
    read(oracle, "\n¶alice\n");
    oracle.onJoined(alice);
    oracle.onHubEnded();
    oracle.onHubStarted();
    read(oracle, "\n¶bob\n");
    oracle.onJoined(bob);
    welcome(oracle, bob, TOKEN_OF_BOB);
    welcome(oracle, alice, TOKEN_OF_ALICE);
    read(oracle, TOKEN_OF_ALICE + "¶one\n" + TOKEN_OF_BOB + "¶two\n");
    frame(oracle, bob, "bob¶two");
  }

  /** A hub was killed in the middle of a frame, and alice registers with the same FIFO anew. */
  @Test
  void who_registers_again_with_a_fifo_that_is_not_fresh_harms_no_oracle() {
    AgreementOracle oracle = chatOfTwo();
    alice.takenAs("alice");
    oracle.onHubEnded();
    oracle.onHubStarted();
    read(oracle, "\n¶alice\n\n¶bob\n");
    alice.takenAs("alice");
    oracle.onJoined(alice);
    frame(oracle, alice, "bob¶half a hub¶welcome " + TOKEN_OF_BOB + " v=1 mode=chat");
    Mailbox other = new Mailbox("bob", "p3", true);
    oracle.onJoined(other);
    welcome(oracle, other, TOKEN_OF_ALICE);
    read(oracle, TOKEN_OF_BOB + "¶one\n");
    frame(oracle, other, "alice¶one");
    oracle.atRest();
  }

  // ---- classic clients ----

  private static final String TOKEN = "00112233445566ff";

  private final Mailbox lab = new Mailbox("lab", "p6", true);

  private AgreementOracle classicChat() {
    AgreementOracle oracle = new AgreementOracle(CHAT.withClassic(true));
    lab.registeredAt("/t/lab");
    read(oracle, "¶/t/lab\n¶alice\n");
    oracle.onJoined(lab);
    oracle.onJoined(alice);
    welcome(oracle, alice, TOKEN);
    return oracle;
  }

  @Test
  void classic_clients_hear_text_and_native_ones_frames() {
    AgreementOracle oracle = classicChat();
    read(oracle, "/t/lab¶a\\b\n/t/lab¶\n" + TOKEN + "¶x\\ny\n" + TOKEN + "@lab¶\\-\n");
    text(oracle, lab, "a\\b\n\nx\ny\n");
    text(oracle, lab, "\n");
    for (String frame : new String[] {"lab¶a\\\\b", "lab¶\\-", "alice¶x\\ny"}) {
      frame(oracle, alice, frame);
    }
    oracle.atRest();
    assertThrows(Disagreement.class, () -> text(oracle, lab, "x"));
  }

  @Test
  void a_classic_frame_ends_where_the_next_begins() {
    AgreementOracle oracle = classicChat();
    read(
        oracle,
        "/t/lab¶one/t/lab¶" + "two /x¶ " + TOKEN + "¶three\nfour\n/t/lab¶five\n¶carol\n/t/lab¶");
    text(oracle, lab, "onetwo /x¶ three\nfive");
    for (String frame :
        new String[] {"lab¶one", "lab¶two /x¶ ", "alice¶three", "lab¶five", "lab¶"}) {
      frame(oracle, alice, frame);
    }
    oracle.onLeft(lab, Departure.DISCONNECT);
    oracle.atRest();
  }

  @Test
  void texts_in_a_row_may_be_missing_after_a_drop_and_only_then() {
    AgreementOracle oracle = classicChat();
    read(oracle, "/t/lab¶one/t/lab¶two/t/lab¶three/t/lab¶four");
    text(oracle, lab, "on");
    assertThrows(Disagreement.class, () -> text(oracle, lab, "four"));
    oracle.onDropped(lab, 1);
    assertThrows(Disagreement.class, () -> text(oracle, lab, "four"), "in the middle of one");
    text(oracle, lab, "e");
    text(oracle, lab, "four");
    assertThrows(Disagreement.class, () -> text(oracle, lab, "four"));
  }

  @Test
  void a_path_that_is_registered_already_waits_for_a_pass() {
    AgreementOracle oracle = classicChat();
    oracle.onPass();
    read(oracle, "¶/t/lab");
    oracle.onPass();
    oracle.onPathRefused("/t/lab");
    lab.readerGone();
    oracle.onLeft(lab, Departure.GONE);
    oracle.onPathReleased("/t/lab");
    Mailbox next = new Mailbox("lab", "p7", true);
    next.registeredAt("/t/lab");
    assertThrows(Disagreement.class, () -> oracle.onJoined(next), "nobody waits any more");
    read(oracle, "¶/t/lab");
    oracle.onJoined(next);
  }

  private static void text(Oracle oracle, Mailbox box, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    oracle.onText(box, octets, 0, octets.length);
  }

  // ---- the others ----

  @Test
  void what_was_said_first_is_read_first_and_once() {
    Sayings sayings = new Sayings();
    OrderOracle oracle = new OrderOracle(sayings);
    String one = tag(sayings, "alice");
    String two = tag(sayings, "alice");
    said(oracle, TOKEN_OF_ALICE + "¶" + two + "\n" + TOKEN_OF_ALICE + "¶" + one + "\n");
    frame(oracle, bob, "alice¶" + two);
    frame(oracle, bob, "alice¶" + one);
    assertThrows(OutOfOrder.class, () -> frame(oracle, bob, "alice¶" + one), "twice");
    assertThrows(OutOfOrder.class, () -> frame(oracle, bob, "alice¶" + two), "too late");
    frame(oracle, alice, "alice¶" + one);
  }

  @Test
  void words_are_heard_under_the_name_of_who_said_them() {
    Sayings sayings = new Sayings();
    SpeechOracle oracle = new SpeechOracle(sayings, false);
    String words = tag(sayings, "alice");
    String forged = tag(sayings, null);
    frame(oracle, bob, "alice¶" + words);
    frame(oracle, bob, "alice@bob¶" + words);
    frame(oracle, bob, "alice+¶" + words);
    frame(oracle, bob, "alice-2¶" + words);
    frame(oracle, bob, "alice-12@bob¶" + words);
    assertThrows(ForgedSpeech.class, () -> frame(oracle, bob, "bob¶" + words));
    assertThrows(ForgedSpeech.class, () -> frame(oracle, bob, "alicea¶" + words));
    assertThrows(ForgedSpeech.class, () -> frame(oracle, bob, "alice¶" + forged));
    assertThrows(ForgedSpeech.class, () -> frame(oracle, bob, "alice+.¶" + forged));
  }

  @Test
  void what_strangers_write_behind_a_classic_text_may_be_all_of_its_last_part() {
    Sayings sayings = new Sayings();
    SpeechOracle oracle = new SpeechOracle(sayings, true);
    String forged = tag(sayings, null);
    frame(oracle, bob, "alice++¶" + forged);
    frame(oracle, bob, "alice+.¶" + forged);
    assertThrows(ForgedSpeech.class, () -> frame(oracle, bob, "alice+¶" + forged));
    assertThrows(ForgedSpeech.class, () -> frame(oracle, bob, "alice¶" + forged));
  }

  @Test
  void who_did_nothing_wrong_is_neither_turned_away_nor_thrown_out() {
    IsolationOracle oracle = new IsolationOracle(CHAT);
    Mailbox rogue = new Mailbox("rogue", "p5", false);
    oracle.onRefused(rogue, ErrorCode.NAME_TAKEN);
    oracle.onLeft(rogue, Departure.GONE);
    oracle.onRefused(alice, ErrorCode.FULL);
    oracle.onLeft(alice, Departure.DISCONNECT);
    assertThrows(InnocentHarmed.class, () -> oracle.onRefused(alice, ErrorCode.NAME_TAKEN));
    assertThrows(InnocentHarmed.class, () -> oracle.onLeft(alice, Departure.GONE));
    alice.readerGone();
    oracle.onLeft(alice, Departure.GONE);
  }

  @Test
  void the_dead_are_noticed_by_the_time_of_rest() {
    LivenessOracle oracle = new LivenessOracle();
    oracle.onJoined(alice);
    oracle.onJoined(bob);
    oracle.atRest();
    alice.readerGone();
    assertThrows(Stuck.class, oracle::atRest);
    oracle.onLeft(alice, Departure.GONE);
    oracle.atRest();
    bob.readerGone();
    oracle.onHubEnded();
    oracle.atRest();
  }

  // ---- bounds ----

  private static final long LINGER_NANOS = HubLimits.DEFAULT.lingerNanos();
  private final HubOptions options =
      new HubOptions(
          "/d", CHAT.withLimits(new HubLimits(1, 2, 100, LINGER_NANOS)), 300_000, 400_000);

  @Test
  void a_hub_that_is_full_to_its_bounds_is_taken_and_one_of_anything_more_is_not() {
    passEnds(bounds(), new HubGauges(3, 1, 2, 300_000, 400_000));
    assertThrows(BoundBroken.class, () -> passEnds(bounds(), new HubGauges(2, 2, 0, 0, 0)));
    assertThrows(BoundBroken.class, () -> passEnds(bounds(), new HubGauges(3, 0, 3, 0, 0)));
    assertThrows(BoundBroken.class, () -> passEnds(bounds(), new HubGauges(2, 1, 0, 0, 0)));
    assertThrows(BoundBroken.class, () -> passEnds(bounds(), new HubGauges(0, 0, 0, 300_001, 0)));
    assertThrows(
        BoundBroken.class, () -> passEnds(bounds(), new HubGauges(0, 0, 0, 0, 400_000_000)));
  }

  @Test
  void who_is_refused_may_be_there_until_the_pass_ends() {
    BoundsOracle oracle = bounds();
    oracle.onPass();
    oracle.onRefused(bob, ErrorCode.FULL);
    passEnds(oracle, new HubGauges(2, 1, 0, 0, 0));
    oracle.onPass();
    assertThrows(BoundBroken.class, () -> passEnds(oracle, new HubGauges(2, 1, 0, 0, 0)));
  }

  @Test
  void more_clients_than_the_hub_may_have_are_not_taken_whatever_its_gauges_say() {
    BoundsOracle oracle = bounds();
    oracle.onJoined(alice);
    assertThrows(BoundBroken.class, () -> oracle.onJoined(bob));
  }

  @Test
  void who_leaves_is_given_the_linger_and_no_longer() {
    BoundsOracle oracle = bounds();
    oracle.onJoined(alice);
    oracle.onLeft(alice, Departure.DISCONNECT);
    HubGauges gauges = new HubGauges(1, 1, 0, 0, 0);
    oracle.onPassEnd(0, 10, gauges);
    oracle.onPassEnd(10 + LINGER_NANOS, 20 + LINGER_NANOS, gauges);
    assertThrows(
        BoundBroken.class, () -> oracle.onPassEnd(11 + LINGER_NANOS, 20 + LINGER_NANOS, gauges));
    oracle.onHungUp(alice);
    oracle.onPassEnd(11 + LINGER_NANOS, 20 + LINGER_NANOS, gauges);
  }

  @Test
  void at_rest_nobody_is_waited_for_any_more() {
    BoundsOracle oracle = bounds();
    oracle.onJoined(alice);
    oracle.atRest();
    oracle.onLeft(alice, Departure.DISCONNECT);
    assertThrows(BoundBroken.class, oracle::atRest);
    oracle.onHungUp(alice);
    oracle.atRest();
  }

  @Test
  void an_inbox_is_read_no_more_than_it_holds_at_once() {
    byte[] octets = new byte[HubOptions.INBOX_OCTETS + 1];
    bounds().onBurst(octets, 0, octets.length - 1, false);
    assertThrows(BoundBroken.class, () -> bounds().onBurst(octets, 0, octets.length, false));
  }

  private BoundsOracle bounds() {
    return new BoundsOracle(options);
  }

  private static void passEnds(BoundsOracle oracle, HubGauges gauges) {
    oracle.onPassEnd(0, 10, gauges);
  }

  // ---- helpers ----

  private static void read(Oracle oracle, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    oracle.onBurst(octets, 0, octets.length, true);
  }

  private static void said(Oracle oracle, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    oracle.onSaid("p1", octets, 0, octets.length);
  }

  private static void frame(Oracle oracle, Mailbox box, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    oracle.onFrame(box, octets, 0, octets.length);
  }

  private static void welcome(Oracle oracle, Mailbox box, String token) {
    frame(oracle, box, "hub¶welcome " + token + " v=1 mode=chat");
  }

  private static String tag(Sayings sayings, @Nullable String author) {
    return new String(sayings.tag(author), StandardCharsets.US_ASCII);
  }
}
