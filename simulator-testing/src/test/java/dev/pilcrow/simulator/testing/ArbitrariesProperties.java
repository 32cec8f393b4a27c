package dev.pilcrow.simulator.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Frame;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class ArbitrariesProperties {
  @Property(tries = 300)
  void every_name_is_one(@ForAll("names") String name) {
    assertTrue(Names.isName(name), name);
  }

  @Property(tries = 300)
  void every_frame_comes_back_as_it_was(@ForAll("frames") Frame frame) {
    byte[] octets = frame.toBytes();
    IncomingFrame incoming = new IncomingFrame();

    assertEquals(null, incoming.wrap(ByteBuffer.wrap(octets), 0, octets.length - 1));
    assertEquals(frame, Frame.copyOf(incoming));
  }

  @Property(tries = 200)
  void reads_are_the_octets_of_all_frames_none_of_them_empty(@ForAll("bursts") Burst burst) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] read : burst.reads()) {
      assertTrue(read.length > 0);
      all.writeBytes(read);
    }

    assertArrayEquals(burst.octets(), all.toByteArray());
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void every_promise_is_kept(
      @ForAll("runs") RunOptions options, @ForAll("choices") Choices choices) {
    assertEquals(null, new HubExperiment(options).run(choices).failure());
  }

  @Provide
  Arbitrary<String> names() {
    return FrameArbitraries.names();
  }

  @Provide
  Arbitrary<Frame> frames() {
    return FrameArbitraries.frames();
  }

  @Provide
  Arbitrary<Burst> bursts() {
    return BurstArbitraries.bursts();
  }

  @Provide
  Arbitrary<RunOptions> runs() {
    return RunArbitraries.runOptions(3, 2_000);
  }

  @Provide
  Arbitrary<Choices> choices() {
    return ChoicesArbitraries.choices();
  }
}
