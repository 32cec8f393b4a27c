package dev.pilcrow.fifo.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.FrameDecoder;
import dev.pilcrow.protocol.frame.FrameHandler;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.MessageAssembler;
import dev.pilcrow.protocol.frame.MessageSplitter;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/** What goes in at one end comes out at the other, however the pipes cut it. */
class HubClientProperties {
  private final ClientBench bench = new ClientBench();

  @BeforeTry
  void begin() throws IOException {
    bench.begin();
  }

  @AfterTry
  void end() throws IOException {
    bench.end();
  }

  /**
   * The inbox holds one page; the hub reads so many octets, then so many, and lets the client turn
   * in between.
   */
  @Property(tries = 60)
  void all_that_is_sent_arrives_in_order(
      @ForAll("messages") List<byte[]> messages,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9000) Integer> reads)
      throws IOException {
    ClientLimits limits = ClientLimits.DEFAULT.withQueueOctets(50_000); // may well be full
    HubClient client = bench.connected(bench.options("alice").withLimits(limits));
    bench.hub().narrow();
    ByteArrayOutputStream inbox = new ByteArrayOutputStream();
    int sent = 0;
    for (int i = 0; sent < messages.size() || client.queuedOctets() > 0; i++) {
      int most = Math.min(messages.size(), sent + 3);
      while (sent < most && client.send(null, messages.get(sent)) == SendResult.QUEUED) {
        sent++;
      }
      bench.settle();
      inbox.write(bench.hub().readOctets(reads.get(i % reads.size())));
    }
    byte[] rest = bench.hub().readOctets(1 << 16);
    while (rest.length > 0) {
      inbox.write(rest);
      rest = bench.hub().readOctets(1 << 16);
    }

    assertSame(messages, decode(inbox.toByteArray()));
  }

  @Property(tries = 60)
  void all_that_the_hub_says_is_told_in_order(
      @ForAll("messages") List<byte[]> messages,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9000) Integer> writes,
      @ForAll @IntRange(min = 1, max = 9000) int readOctets) {
    List<byte[]> told = new ArrayList<>();
    bench.listener =
        new RecordingListener() {
          @Override
          public void onMessage(String sender, @Nullable String recipient, byte[] message) {
            told.add(message);
          }
        };
    bench.connected(
        bench.options("alice").withLimits(ClientLimits.DEFAULT.withReadOctets(readOctets)));
    byte[] octets = encode(messages);
    int at = 0;
    for (int i = 0; at < octets.length; i++) {
      int to = Math.min(octets.length, at + writes.get(i % writes.size()));
      at += bench.hub().sayOctets(Arrays.copyOfRange(octets, at, to));
      bench.settle();
    }

    assertSame(messages, told);
  }

  @Provide
  Arbitrary<List<byte[]>> messages() {
    Arbitrary<byte[]> anyOctets = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> manyEscapes =
        Arbitraries.of((byte) '\n', (byte) '\\', (byte) 'n', (byte) '-', (byte) 0xC2, (byte) 0xB6)
            .array(byte[].class)
            .ofMaxSize(6000);
    Arbitrary<byte[]> longOnes =
        Arbitraries.integers().between(3700, 9_000).map(HubClientProperties::pattern);
    return Arbitraries.oneOf(List.of(anyOctets, manyEscapes, longOnes)).list().ofMaxSize(8);
  }

  private static byte[] pattern(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (i * 31 + length);
    }
    return octets;
  }

  private static byte[] encode(List<byte[]> messages) {
    MessageSplitter splitter = new MessageSplitter();
    OutgoingFrame frame = new OutgoingFrame();
    ByteBuffer out = ByteBuffer.allocate(1 << 20);
    int[] end = {0};
    for (byte[] message : messages) {
      splitter.split(
          ByteBuffer.wrap(message),
          0,
          message.length,
          (part, payload, offset, length) ->
              end[0] =
                  frame
                      .data(Names.octets("bob"), null, part, payload, offset, length)
                      .encode(out, end[0]));
    }
    return Arrays.copyOf(out.array(), end[0]);
  }

  private static List<byte[]> decode(byte[] octets) {
    List<byte[]> messages = new ArrayList<>();
    MessageAssembler assembler = new MessageAssembler();
    FrameHandler handler =
        new FrameHandler() {
          @Override
          public void onRegistration(IncomingFrame frame) {
            throw new AssertionError("a registration");
          }

          @Override
          public void onData(IncomingFrame frame) {
            assertEquals(ScriptedHub.TOKEN, frame.origin());
            byte[] message = assembler.onData(frame);
            if (message != null) {
              messages.add(message);
            }
          }

          @Override
          public void onDisconnect(IncomingFrame frame) {
            throw new AssertionError("a goodbye");
          }

          @Override
          public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
            throw new AssertionError(violation);
          }
        };
    int end = new FrameDecoder().decode(ByteBuffer.wrap(octets), 0, octets.length, handler);
    assertEquals(octets.length, end, "a torn frame");
    return messages;
  }

  private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "message " + i);
    }
  }
}
