package dev.pilcrow.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.benchmarks.work.Stamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** No frame is lost, doubled or moved without being noticed, however the stream is cut. */
class FrameCheckProperties {
  private static final byte[] PREFIX = "alice".getBytes(US_ASCII);
  private static final int PAYLOAD = 12;
  private static final int FRAMES = 20;

  @Property
  void a_whole_stream_passes_however_it_is_cut(
      @ForAll boolean every,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 90) Integer> cuts)
      throws IOException {
    FrameCheck check = new FrameCheck(PREFIX.length, PAYLOAD, every);

    feed(check, stream(inOrder()), cuts);

    assertEquals(FRAMES, check.frames());
    assertTrue(check.endsWhole());
  }

  @Property
  void a_lost_frame_is_noticed(
      @ForAll boolean every,
      @ForAll @IntRange(max = FRAMES - 1) int lost,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 90) Integer> cuts) {
    List<Integer> frames = inOrder();
    frames.remove(lost);

    assertTrue(isNoticed(every, frames, cuts));
  }

  @Property
  void a_doubled_frame_is_noticed(
      @ForAll boolean every,
      @ForAll @IntRange(max = FRAMES - 1) int doubled,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 90) Integer> cuts) {
    List<Integer> frames = inOrder();
    frames.add(doubled, doubled);

    assertTrue(isNoticed(every, frames, cuts));
  }

  @Property
  void two_exchanged_frames_are_noticed_when_every_frame_is_looked_at(
      @ForAll @IntRange(max = FRAMES - 1) int one,
      @ForAll @IntRange(min = 1, max = FRAMES - 1) int distance,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 90) Integer> cuts) {
    List<Integer> frames = inOrder();
    Collections.swap(frames, one, (one + distance) % FRAMES);

    assertTrue(isNoticed(true, frames, cuts));
  }

  private static boolean isNoticed(boolean every, List<Integer> frames, List<Integer> cuts) {
    FrameCheck check = new FrameCheck(PREFIX.length, PAYLOAD, every);
    try {
      feed(check, stream(frames), cuts);
    } catch (IOException e) {
      return true;
    }
    return check.frames() != FRAMES;
  }

  private static void feed(FrameCheck check, ByteBuffer stream, List<Integer> cuts)
      throws IOException {
    int at = 0;
    for (int cut : cuts) {
      int to = Math.min(stream.limit(), at + cut);
      check.onOctets(stream, at, to);
      at = to;
    }
    check.onOctets(stream, at, stream.limit());
  }

  private static List<Integer> inOrder() {
    List<Integer> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(i);
    }
    return frames;
  }

  private static ByteBuffer stream(List<Integer> frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int frame : frames) {
      Batch batch = new Batch(PREFIX, 1, PAYLOAD);
      batch.stamp(frame);
      byte[] octets = new byte[batch.length()];
      batch.octets().bytes().get(0, octets);
      out.writeBytes(octets);
    }
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Property
  void stamps_differ_and_hold_letters_only(@ForAll int one, @ForAll int other) {
    assertEquals(one == other, Stamp.of(one) == Stamp.of(other));
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      long letter = Stamp.of(one) >>> shift & 0xFF;
      assertTrue(letter >= 'a' && letter <= 'p');
    }
  }
}
