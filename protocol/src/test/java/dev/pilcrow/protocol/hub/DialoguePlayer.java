package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plays a {@link Dialogue} with a real hub and compares every octet; between the two is the least
 * transport that does what the hub asks.
 */
final class DialoguePlayer implements HubEffects {
  private static final int PASSES = 3; // a contested name takes two
  private static final Pattern HUB =
      Pattern.compile("hub --mode (\\w+)( --presence off)?( --classic)?( --slow \\w+)?");
  private static final Pattern EPOCH = Pattern.compile("epoch=([0-9a-f]{16})");
  private static final Pattern REGISTRATION = Pattern.compile("^\n?¶(?:.*/)?([\\w.-]+)\n?$");
  private static final Pattern WELCOME = Pattern.compile("hub¶welcome (\\w+) .*\n");
  private static final String NO_TOKEN = "0000000000000000";

  private final Dialogue dialogue;
  private final Hub hub;
  private final InboxDecoder inbox;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private final Map<String, Queue<String>> writersByName = new LinkedHashMap<>();
  private final Map<Session, Client> clients = new LinkedHashMap<>();
  private final List<Session> toOpen = new ArrayList<>();
  private final Queue<String> violations = new ArrayDeque<>();
  private int dropped;
  private int step;

  /** One client's end. */
  private static final class Client {
    final String label;
    final Queue<byte[]> owed = new ArrayDeque<>();
    boolean joined;
    boolean finished;
    boolean closed;

    Client(String label) {
      this.label = label;
    }
  }

  DialoguePlayer(Dialogue dialogue) {
    this.dialogue = dialogue;
    this.hub = new Hub(config(dialogue), this);
    this.inbox = new InboxDecoder(hub);
  }

  /** Plays all; fails where the hub says anything else than the dialogue. */
  void play() {
    for (Dialogue.Step next : dialogue.steps()) {
      step++;
      if (next instanceof Dialogue.Wire wire && wire.direction() == Dialogue.Direction.UP) {
        write(wire);
        continue;
      }
      readInbox();
      if (next instanceof Dialogue.Wire wire) {
        receive(wire);
      } else if (next instanceof Dialogue.Event event) {
        happen(event.text());
      }
    }
    readInbox();
    for (Client client : clients.values()) {
      assertEquals(List.of(), show(client), "left over");
    }
    assertEquals(List.of(), List.copyOf(violations), "violations left over");
  }

  private static HubConfig config(Dialogue dialogue) {
    Matcher matcher = HUB.matcher(dialogue.hub());
    assertTrue(matcher.matches(), dialogue.hub());
    HubMode mode = matcher.group(1).equals("echo") ? HubMode.ECHO : HubMode.CHAT;
    long epoch = 0;
    for (Dialogue.Step step : dialogue.steps()) {
      if (step instanceof Dialogue.Wire wire) {
        Matcher told = EPOCH.matcher(new String(wire.octets(), UTF_8));
        epoch = told.find() ? Long.parseUnsignedLong(told.group(1), 16) : epoch;
      }
    }
    return HubConfig.of(mode)
        .withPresence(matcher.group(2) == null)
        .withClassic(matcher.group(3) != null)
        .withEpoch(epoch);
  }

  // ---- what the dialogue says ----

  private void write(Dialogue.Wire wire) {
    Matcher registration = REGISTRATION.matcher(new String(wire.octets(), UTF_8));
    if (registration.matches()) {
      writersByName
          .computeIfAbsent(registration.group(1), name -> new ArrayDeque<>())
          .add(wire.client());
    }
    unread.writeBytes(wire.octets());
  }

  /** All that has been written comes in one read, and then a few passes bring nothing new. */
  private void readInbox() {
    if (unread.size() == 0) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(unread.toByteArray());
    unread.reset();
    inbox.decode(0, in, 0, in.limit(), true);
    for (int pass = 0; pass < PASSES; pass++) {
      hub.onPassEnd(0);
      answerOpens();
      hub.onTick(0);
    }
  }

  private void answerOpens() {
    List<Session> opening = List.copyOf(toOpen);
    toOpen.clear();
    for (Session session : opening) {
      Queue<String> writers = writersByName.getOrDefault(session.name(), new ArrayDeque<>());
      Client client = new Client(writers.remove());
      clients.put(session, client);
      byte[] welcome = dialogue.nextRead(client.label, step - 1);
      Matcher matcher = WELCOME.matcher(welcome == null ? "" : new String(welcome, UTF_8));
      hub.onOpened(0, session, HubMessages.ascii(matcher.matches() ? matcher.group(1) : NO_TOKEN));
    }
  }

  private void receive(Dialogue.Wire wire) {
    byte @Nullable [] octets = client(wire.client()).owed.poll();
    List<String> actual =
        octets == null
            ? List.of(wire.client() + " gets nothing")
            : Dialogue.show(new Dialogue.Wire(wire.client(), wire.direction(), octets));
    assertEquals(Dialogue.show(wire), actual);
  }

  private void happen(String event) {
    int space = event.indexOf(' ');
    String verb = space < 0 ? event : event.substring(0, space);
    String rest = event.substring(space + 1);
    switch (verb) {
      case "shutdown" -> hub.onShutdown(0);
      case "violated" -> assertEquals(rest, violations.poll());
      case "overflow" -> {
        hub.onOverflow(0, session(rest));
        hub.onDropped(0, session(rest), dropped, 0);
      }
      case "eof" -> endOfFile(rest);
      default -> fail("no event " + event);
    }
  }

  private void endOfFile(String label) {
    Client client = client(label);
    assertEquals(List.of(), show(client), "left over");
    assertTrue(client.finished, label + " goes on");
    if (!client.closed) {
      hub.onDrained(0, session(label));
    }
    assertTrue(client.closed, label + " is not closed");
  }

  private Session session(String label) {
    return clients.entrySet().stream()
        .filter(entry -> entry.getValue().label.equals(label))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not here"));
  }

  private Client client(String label) {
    return of(session(label));
  }

  private Client of(Session session) {
    Client client = clients.get(session);
    if (client == null) {
      throw new AssertionError(session + " is not open");
    }
    return client;
  }

  private static List<String> show(Client client) {
    return client.owed.stream()
        .map(octets -> new Dialogue.Wire(client.label, Dialogue.Direction.DOWN, octets))
        .map(Dialogue::show)
        .flatMap(Collection::stream)
        .toList();
  }

  // ---- what the hub asks ----

  @Override
  public void open(Session session, @Nullable Session holder) {
    toOpen.add(session);
  }

  @Override
  public void join(Session session) {
    of(session).joined = true;
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    owe(Dialect.NATIVE, octets(frame));
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    owe(Dialect.CLASSIC, Octets.copy(text, offset, offset + length));
  }

  private void owe(Dialect dialect, byte[] octets) {
    clients.forEach(
        (session, client) -> {
          if (session.dialect() == dialect && client.joined && !client.finished) {
            client.owed.add(octets);
          }
        });
  }

  @Override
  public void direct(Session to, OutgoingFrame frame) {
    of(to).owed.add(octets(frame));
  }

  @Override
  public void directText(Session to, ByteBuffer text, int offset, int length) {
    of(to).owed.add(Octets.copy(text, offset, offset + length));
  }

  private static byte[] octets(OutgoingFrame frame) {
    ByteBuffer out = ByteBuffer.allocate(Wire.MAX_FRAME);
    return Octets.copy(out, 0, frame.encode(out, 0));
  }

  @Override
  public void finish(Session session) {
    of(session).finished = true;
  }

  @Override
  public void close(Session session) {
    of(session).closed = true;
  }

  @Override
  public void dropBacklog(Session session) {
    dropped = of(session).owed.size();
    of(session).owed.clear();
  }

  @Override
  public void pauseInbox() {
    fail("the inbox is paused");
  }

  @Override
  public void resumeInbox() {
    fail("the inbox is resumed");
  }

  @Override
  public void joined(Session session) {}

  @Override
  public void left(Session session, Departure why) {}

  @Override
  public void refused(Session session, ErrorCode code) {}

  @Override
  public void openFailed(Session session, OpenFailure why) {
    fail(session + " " + why);
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    violations.add(violation.text());
  }
}
