package dev.pilcrow.protocol.classic;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Paths and tokens as sets of texts, each character an octet. */
final class KnownAddresses implements ClassicAddresses {
  private final Set<String> paths;
  private final Set<String> tokens;

  KnownAddresses(Collection<String> paths, Collection<String> tokens) {
    this.paths = new HashSet<>(paths);
    this.tokens = new HashSet<>(tokens);
  }

  void register(String path) {
    paths.add(path);
  }

  @Override
  public boolean isPath(ByteBuffer in, int from, int to) {
    return paths.contains(Octets.ascii(in, from, to));
  }

  @Override
  public boolean isToken(ByteBuffer in, int from, int to) {
    return tokens.contains(Octets.ascii(in, from, to));
  }
}
