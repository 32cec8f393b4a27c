package dev.pilcrow.protocol.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Encoding, then decoding, is the identity for every frame in either direction. */
class FrameRoundTripProperties {

  private static final byte POISON = (byte) 0xA5;

  @Property
  void a_frame_comes_back_as_it_was(@ForAll("frames") Frame frame) {
    assertEquals(List.of(Decoded.got(frame)), PipeReader.decode(frame.toBytes()));
  }

  @Property
  void frames_behind_each_other_come_back_in_order(@ForAll("manyFrames") List<Frame> frames) {
    List<Decoded> expected = frames.stream().map(Decoded::got).toList();
    assertEquals(expected, PipeReader.decode(FrameArbitraries.wire(frames)));
  }

  @Property
  void a_frame_that_is_set_again_keeps_nothing_of_the_last(
      @ForAll("manyFrames") List<Frame> frames) {
    byte[] expected = FrameArbitraries.wire(frames);
    ByteBuffer out = ByteBuffer.allocateDirect(expected.length);
    OutgoingFrame outgoing = new OutgoingFrame();
    int end = 0;
    for (Frame frame : frames) {
      end = frame.setTo(outgoing).encode(out, end);
    }
    assertEquals(ByteBuffer.wrap(expected), out);
  }

  @Property
  void a_frame_is_written_where_it_belongs_and_nowhere_else(
      @ForAll("frames") Frame frame,
      @ForAll @IntRange(max = 20) int before,
      @ForAll("buffers") ByteBuffer out) {
    fill(out);
    OutgoingFrame outgoing = frame.setTo(new OutgoingFrame());
    int end = outgoing.encode(out, before);

    assertEquals(before + outgoing.length(), end);
    assertEquals(ByteBuffer.wrap(frame.toBytes()), out.slice(before, outgoing.length()));
    assertPoisoned(out, 0, before);
    assertPoisoned(out, end, out.limit());
    assertEquals(0, out.position());
  }

  @Property
  void a_frame_never_exceeds_the_limit_whatever_its_address_grows_to(
      @ForAll("payloads") byte[] payload, @ForAll("addresses") Frame.Address address) {
    Frame frame = new Frame.Data(address, payload);
    assertTrue(frame.toBytes().length <= Wire.MAX_FRAME);
  }

  @Property
  void what_is_read_again_is_what_was_set(@ForAll("frames") Frame frame) {
    OutgoingFrame outgoing = frame.setTo(new OutgoingFrame());
    ByteBuffer out = ByteBuffer.allocate(outgoing.length());
    outgoing.encode(out, 0);
    IncomingFrame incoming = new IncomingFrame();
    incoming.wrap(out, 0, outgoing.length() - 1);

    assertEquals(incoming.kind(), outgoing.kind());
    assertEquals(incoming.origin(), text(outgoing.origin()));
    byte[] recipient = outgoing.recipient();
    assertEquals(incoming.recipient(), recipient == null ? null : text(recipient));
    assertEquals(incoming.part(), outgoing.part());
    assertEquals(incoming.payloadLength(), outgoing.payloadLength());
    assertEquals(incoming.length() + 1, outgoing.length());
  }

  @Provide
  Arbitrary<Frame> frames() {
    return FrameArbitraries.frames();
  }

  @Provide
  Arbitrary<List<Frame>> manyFrames() {
    return FrameArbitraries.frames().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<byte[]> payloads() {
    return FrameArbitraries.payloads();
  }

  @Provide
  Arbitrary<Frame.Address> addresses() {
    return FrameArbitraries.addresses();
  }

  @Provide
  Arbitrary<ByteBuffer> buffers() {
    int capacity = 20 + Wire.MAX_FRAME + 20;
    return Arbitraries.of(
        ByteBuffer.allocate(capacity),
        ByteBuffer.allocateDirect(capacity),
        ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN),
        ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static void fill(ByteBuffer out) {
    byte[] poison = new byte[out.limit()];
    Arrays.fill(poison, POISON);
    out.put(0, poison);
  }

  private static void assertPoisoned(ByteBuffer out, int from, int to) {
    for (int i = from; i < to; i++) {
      assertEquals(POISON, out.get(i), "at " + i);
    }
  }
}
