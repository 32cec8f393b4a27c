package dev.pilcrow.simulator.testing;

import dev.pilcrow.protocol.frame.Frame;
import dev.pilcrow.protocol.frame.Wire;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Bursts. */
public final class BurstArbitraries {
  private static final int MAX_FRAMES = 12;
  private static final int MAX_CUTS = 20;

  private BurstArbitraries() {}

  /** Of any frames; the simplest has none, then one that comes in a single read. */
  public static Arbitrary<Burst> bursts() {
    return bursts(FrameArbitraries.frames());
  }

  /** Of those frames. */
  public static Arbitrary<Burst> bursts(Arbitrary<? extends Frame> frames) {
    Arbitrary<Integer> cuts = Arbitraries.integers().between(1, Wire.MAX_FRAME);
    return Combinators.combine(
            frames.<Frame>map(frame -> frame).list().ofMaxSize(MAX_FRAMES),
            cuts.list().ofMaxSize(MAX_CUTS))
        .as(Burst::new)
        .withoutEdgeCases();
  }
}
