package dev.pilcrow.protocol.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Messages longer than a frame, all the way: split, encoded, mixed, decoded, reassembled. */
class LongMessagesProperties {

  /** Who says it, and to whom. */
  private record Line(String sender, @Nullable String recipient) {}

  private record Said(Line line, ByteBuffer message) {}

  @Property(tries = 300)
  void any_messages_reassemble_however_their_senders_interleave(
      @ForAll("conversations") List<Said> conversation, @ForAll Random random) {
    Map<Line, Deque<byte[]>> frames = new LinkedHashMap<>();
    Map<Line, Deque<ByteBuffer>> expected = new LinkedHashMap<>();
    for (Said said : conversation) {
      frames.computeIfAbsent(said.line(), line -> new ArrayDeque<>()).addAll(encode(said));
      expected.computeIfAbsent(said.line(), line -> new ArrayDeque<>()).add(said.message());
    }
    byte[] wire = interleave(new ArrayList<>(frames.values()), random);

    MessageAssembler assembler = new MessageAssembler();
    for (Decoded decoded : PipeReader.decode(wire)) {
      Frame.Data data = (Frame.Data) ((Decoded.Got) decoded).frame();
      byte @Nullable [] message = receive(assembler, data);
      if (message != null) {
        Line line = new Line(data.address().origin(), data.address().recipient());
        assertEquals(
            expected.getOrDefault(line, new ArrayDeque<>()).poll(), ByteBuffer.wrap(message));
      }
    }
    expected.values().forEach(left -> assertTrue(left.isEmpty()));
    assertEquals(0, assembler.openMessages());
    assertEquals(0, assembler.strayParts() + assembler.replacedMessages());
  }

  @Property(tries = 300)
  void lost_frames_never_make_a_message_that_nobody_sent(
      @ForAll("conversations") List<Said> conversation, @ForAll Random random) {
    List<byte[]> frames = new ArrayList<>();
    for (Said said : conversation) {
      frames.addAll(encode(said));
    }
    MessageAssembler assembler = new MessageAssembler();
    List<ByteBuffer> received = new ArrayList<>();
    for (byte[] frame : frames) {
      if (random.nextInt(4) == 0) {
        assembler.discardAll(); // what a receiver does when it is told of a gap
      } else {
        Decoded decoded = PipeReader.decode(frame).get(0);
        byte @Nullable [] message =
            receive(assembler, (Frame.Data) ((Decoded.Got) decoded).frame());
        if (message != null) {
          received.add(ByteBuffer.wrap(message));
        }
      }
    }
    List<ByteBuffer> sent = conversation.stream().map(Said::message).toList();
    assertTrue(sent.containsAll(received));
  }

  @Provide
  Arbitrary<List<Said>> conversations() {
    Arbitrary<Line> lines =
        Arbitraries.of(
            new Line("alice", null),
            new Line("alice", "bob"),
            new Line("alice", "everyone"),
            new Line("bob", null),
            new Line("bob", "alice"),
            new Line("a".repeat(Wire.MAX_NAME), "b".repeat(Wire.MAX_NAME)));
    return Combinators.combine(lines, FrameArbitraries.messages().map(ByteBuffer::wrap))
        .as(Said::new)
        .list()
        .ofMaxSize(8);
  }

  private static List<byte[]> encode(Said said) {
    List<byte[]> frames = new ArrayList<>();
    OutgoingFrame frame = new OutgoingFrame();
    byte[] sender = Names.octets(said.line().sender());
    @Nullable String name = said.line().recipient();
    byte @Nullable [] recipient = name == null ? null : Names.octets(name);
    new MessageSplitter()
        .split(
            said.message(),
            0,
            said.message().limit(),
            (part, payload, offset, length) -> {
              frame.data(sender, recipient, part, payload, offset, length);
              byte[] octets = new byte[frame.length()];
              frame.encode(ByteBuffer.wrap(octets), 0);
              frames.add(octets);
            });
    return frames;
  }

  private static byte[] interleave(List<Deque<byte[]>> lines, Random random) {
    List<byte[]> wire = new ArrayList<>();
    while (!lines.isEmpty()) {
      Deque<byte[]> line = lines.get(random.nextInt(lines.size()));
      wire.add(line.remove());
      if (line.isEmpty()) {
        lines.remove(line);
      }
    }
    return FrameArbitraries.concatenate(wire);
  }

  private static byte @Nullable [] receive(MessageAssembler assembler, Frame.Data data) {
    ByteBuffer in = ByteBuffer.wrap(data.toBytes());
    IncomingFrame frame = new IncomingFrame();
    frame.wrap(in, 0, in.limit() - 1);
    return assembler.onData(frame);
  }
}
