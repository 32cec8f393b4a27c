package dev.pilcrow.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.InboxDecoder;
import dev.pilcrow.protocol.hub.Session;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The hub's state machine behind its decoder, by kind of frame: one operation is one frame, from
 * octets to effects that are counted and no more.
 */
@State(Scope.Thread)
public class HubBenchmark {
  private static final int PAYLOAD = 64;
  private static final long NOW = 0;
  private static final String BOBS_TOKEN = "fedcba9876543210";

  private final CountingEffects effects = new CountingEffects();
  private final ByteBuffer toDefault = Bursts.of(Bursts.TOKEN, PAYLOAD);
  private final ByteBuffer toBob = Bursts.of(Bursts.TOKEN + "@bob", PAYLOAD);
  private final ByteBuffer forged = Bursts.of("00000000deadbeef", PAYLOAD);
  private final ByteBuffer registration = Bursts.ofText("¶carol\n");
  private final ByteBuffer goodbye = Bursts.ofText(Bursts.TOKEN.replace('0', 'f') + "¶\n");
  private final byte[] carolsToken = Bursts.TOKEN.replace('0', 'f').getBytes(US_ASCII);
  private final Hub chat = new Hub(HubConfig.of(HubMode.CHAT), effects);
  private final Hub echo = new Hub(HubConfig.of(HubMode.ECHO), effects);
  private final InboxDecoder toChat = new InboxDecoder(chat);
  private final InboxDecoder toEcho = new InboxDecoder(echo);

  @Setup
  public void setUp() {
    join(chat, toChat, "¶alice\n", Bursts.TOKEN);
    join(chat, toChat, "¶bob\n", BOBS_TOKEN);
    join(echo, toEcho, "¶alice\n", Bursts.TOKEN);
  }

  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public long everyone() {
    return pass(chat, toChat, toDefault);
  }

  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public long direct() {
    return pass(chat, toChat, toBob);
  }

  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public long echo() {
    return pass(echo, toEcho, toDefault);
  }

  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public long unknownToken() {
    return pass(chat, toChat, forged);
  }

  /** A registration and the goodbye of the same client, with all that lies between. */
  @Benchmark
  public long registrationAndGoodbye() {
    toEcho.decode(NOW, registration, 0, registration.limit() / Bursts.FRAMES, true);
    echo.onPassEnd(NOW);
    echo.onOpened(NOW, effects.opening(), carolsToken);
    toEcho.decode(NOW, goodbye, 0, goodbye.limit() / Bursts.FRAMES, true);
    echo.onPassEnd(NOW);
    Session leaving = effects.finishing();
    echo.onDrained(NOW, leaving);
    return effects.count();
  }

  private long pass(Hub hub, InboxDecoder decoder, ByteBuffer burst) {
    decoder.decode(NOW, burst, 0, burst.limit(), true);
    hub.onPassEnd(NOW);
    return effects.count();
  }

  private void join(Hub hub, InboxDecoder decoder, String frame, String token) {
    ByteBuffer burst = Bursts.ofText(frame);
    decoder.decode(NOW, burst, 0, burst.limit() / Bursts.FRAMES, true);
    hub.onPassEnd(NOW);
    hub.onOpened(NOW, effects.opening(), token.getBytes(US_ASCII));
  }
}
