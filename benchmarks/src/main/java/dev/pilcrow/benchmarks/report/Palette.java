package dev.pilcrow.benchmarks.report;

import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.Peers;

/** A peer has the same color in every plot; they can be told apart on light and on dark ground. */
final class Palette {
  private static final String[] COLORS = {
    "#d62728", "#7f7f7f", "#bcbd22", "#1f77b4", "#17becf", "#9467bd", "#8c564b", "#2ca02c"
  };

  private Palette() {}

  static String of(String peer) {
    int index = Peers.ALL.stream().map(Peer::id).toList().indexOf(peer);
    return COLORS[Math.floorMod(index, COLORS.length)];
  }
}
