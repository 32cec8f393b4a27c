package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds for the decoder whatever octets it is given, however they are cut. */
class FrameDecoderProperties {

  @Property(tries = 3000)
  void decodes_as_the_grammar_says(@ForAll("soup") byte[] octets) {
    assertEquals(ReferenceDecoder.decode(octets), PipeReader.decode(octets));
  }

  @Property(tries = 300)
  void no_cut_of_a_small_input_matters(@ForAll("smallInputs") byte[] octets) {
    List<Decoded> whole = PipeReader.decode(octets);
    for (int cuts = 0; cuts < 1 << (octets.length - 1); cuts++) {
      PipeReader reader = new PipeReader(octets.length);
      int from = 0;
      for (int to = 1; to <= octets.length; to++) {
        if (to == octets.length || (cuts & (1 << (to - 1))) != 0) {
          reader.read(octets, from, to);
          from = to;
        }
      }
      assertEquals(whole, reader.decoded());
    }
  }

  @Property
  void no_cut_of_a_large_input_matters(
      @ForAll("soup") byte[] octets,
      @ForAll @IntRange(min = 1, max = 5000) int longestRead,
      @ForAll Random random) {
    PipeReader reader = new PipeReader(longestRead);
    for (int from = 0; from < octets.length; ) {
      int to = Math.min(octets.length, from + 1 + random.nextInt(longestRead));
      reader.read(octets, from, to);
      from = to;
    }
    assertEquals(PipeReader.decode(octets), reader.decoded());
  }

  @Property
  void a_cut_at_each_place_of_a_frame_leaves_the_frame(@ForAll("frame") Frame frame) {
    byte[] octets = frame.toBytes();
    for (int cut = 0; cut <= octets.length; cut += 1 + octets.length / 300) {
      PipeReader reader = new PipeReader(octets.length);
      reader.read(octets, 0, cut);
      assertEquals(cut == octets.length ? 0 : cut, reader.tail());
      reader.read(octets, cut, octets.length);
      assertEquals(List.of(Decoded.got(frame)), reader.decoded());
    }
  }

  @Property
  void garbage_costs_at_most_the_frame_that_it_touches(
      @ForAll("frameLists") List<Frame> frames,
      @ForAll("soup") byte[] garbage,
      @ForAll Random random) {
    byte[] octets = FrameArbitraries.wire(frames);
    int place = random.nextInt(octets.length + 1);
    byte[] spoiled =
        FrameArbitraries.concatenate(
            Octets.copy(ByteBuffer.wrap(octets), 0, place),
            garbage,
            Octets.copy(ByteBuffer.wrap(octets), place, octets.length));
    int before = 0;
    for (int end = 0; before < frames.size(); before++) {
      end += frames.get(before).toBytes().length;
      if (end > place) {
        break;
      }
    }
    int touched = before < frames.size() ? 1 : 0;
    List<Decoded> expected = frames.stream().map(Decoded::got).toList();
    List<Decoded> decoded = PipeReader.decode(spoiled);

    List<Decoded> behind = expected.subList(before + touched, expected.size());
    assertTrue(decoded.size() >= before + behind.size());
    assertEquals(expected.subList(0, before), decoded.subList(0, before));
    assertEquals(behind, decoded.subList(decoded.size() - behind.size(), decoded.size()));
  }

  @Property
  void a_torn_tail_is_never_joined_to_what_follows(
      @ForAll("frameLists") List<Frame> before,
      @ForAll("frame") Frame torn,
      @ForAll("frameLists") List<Frame> after,
      @ForAll Random random) {
    byte[] tornOctets = torn.toBytes();
    int cut = random.nextInt(tornOctets.length);
    byte[] first = FrameArbitraries.wire(before);
    byte[] tail = Octets.copy(ByteBuffer.wrap(tornOctets), 0, cut);
    byte[] rest = Octets.copy(ByteBuffer.wrap(tornOctets), cut, tornOctets.length);
    byte[] second = FrameArbitraries.wire(after);
    boolean restComes = random.nextBoolean();

    PipeReader reader = new PipeReader(first.length + tornOctets.length + second.length);
    reader.read(FrameArbitraries.concatenate(first, tail));
    reader.drained();
    reader.read(restComes ? FrameArbitraries.concatenate(rest, second) : second);

    PipeReader expected = new PipeReader(tornOctets.length + second.length);
    expected.decoded().addAll(before.stream().map(Decoded::got).toList());
    if (cut > 0) {
      expected.decoded().add(Decoded.refused(Violation.TORN_TAIL, tail));
    }
    expected.read(restComes ? FrameArbitraries.concatenate(rest, second) : second);
    assertEquals(expected.decoded(), reader.decoded());
  }

  @Property
  void a_drained_pipe_leaves_nothing(@ForAll("soup") byte[] octets) {
    PipeReader reader = new PipeReader(octets.length + 100);
    reader.read(octets);
    boolean torn = reader.tail() > 0 || reader.isDiscarding();
    int before = reader.decoded().size();
    reader.drained();
    reader.drained();
    assertEquals(before + (torn ? 1 : 0), reader.decoded().size());
    assertFalse(reader.isDiscarding());

    reader.decoded().clear();
    Frame frame = new Frame.Disconnect("alice");
    reader.read(frame.toBytes());
    assertEquals(List.of(Decoded.got(frame)), reader.decoded());
  }

  @Property
  void neither_reads_nor_reports_nor_writes_outside_the_slice(
      @ForAll("soup") byte[] octets,
      @ForAll("soup") byte[] before,
      @ForAll("soup") byte[] after,
      @ForAll boolean direct,
      @ForAll boolean littleEndian) {
    byte[] all = FrameArbitraries.concatenate(before, octets, after);
    ByteBuffer in =
        direct ? ByteBuffer.allocateDirect(all.length) : ByteBuffer.allocate(all.length);
    in.put(0, all);
    ByteBuffer readOnly = in.asReadOnlyBuffer();
    readOnly.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int from = before.length;
    int to = from + octets.length;
    DecodedList decoded = new DecodedList();
    FrameDecoder decoder = new FrameDecoder();

    int kept = decoder.decode(readOnly, from, to, new Fenced(decoded, from, to));
    decoder.drained(readOnly, kept, to, new Fenced(decoded, kept, to));

    PipeReader alone = new PipeReader(octets.length);
    alone.read(octets);
    assertEquals(alone.tail(), to - kept);
    alone.drained();
    assertEquals(alone.decoded(), decoded.all());
  }

  @Example
  void the_end_of_the_slice_may_be_the_limit() {
    byte[] octets = "0123456789abcdef@bob+¶x\n¶alice¶o\na¶".getBytes(UTF_8);
    for (int to = 0; to <= octets.length; to++) {
      for (int from = 0; from <= to; from++) {
        ByteBuffer in = ByteBuffer.wrap(Octets.copy(ByteBuffer.wrap(octets), from, to));
        int kept = new FrameDecoder().decode(in, 0, in.limit(), new DecodedList());
        assertTrue(kept >= 0 && kept <= in.limit());
      }
    }
  }

  @Provide
  Arbitrary<byte[]> soup() {
    return FrameArbitraries.soup();
  }

  @Provide
  Arbitrary<byte[]> smallInputs() {
    return Arbitraries.frequency(
            Tuple.of(3, Wire.LF),
            Tuple.of(2, Wire.PILCROW_0),
            Tuple.of(2, Wire.PILCROW_1),
            Tuple.of(2, (byte) 'a'),
            Tuple.of(1, Wire.AT),
            Tuple.of(1, Wire.PLUS),
            Tuple.of(1, (byte) '.'))
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(11);
  }

  @Provide
  Arbitrary<Frame> frame() {
    return FrameArbitraries.frames();
  }

  @Provide
  Arbitrary<List<Frame>> frameLists() {
    return FrameArbitraries.frames().list().ofMaxSize(6);
  }

  /** Fails on a report that reaches over a slice. */
  private record Fenced(FrameHandler behind, int from, int to) implements FrameHandler {

    @Override
    public void onRegistration(IncomingFrame frame) {
      check(frame);
      behind.onRegistration(frame);
    }

    @Override
    public void onData(IncomingFrame frame) {
      check(frame);
      behind.onData(frame);
    }

    @Override
    public void onDisconnect(IncomingFrame frame) {
      check(frame);
      behind.onDisconnect(frame);
    }

    @Override
    public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
      assertTrue(from <= offset && length >= 0 && offset + length <= to);
      assertTrue(length <= Wire.MAX_FRAME);
      behind.onViolation(violation, in, offset, length);
    }

    private void check(IncomingFrame frame) {
      assertTrue(from <= frame.offset() && frame.offset() + frame.length() < to);
      assertTrue(frame.offset() <= frame.originOffset());
      assertTrue(frame.originEnd() <= frame.payloadOffset());
      assertTrue(frame.payloadOffset() <= frame.payloadEnd());
    }
  }
}
