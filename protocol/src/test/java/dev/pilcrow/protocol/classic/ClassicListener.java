package dev.pilcrow.protocol.classic;

import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes, and keeps what it was handed as lines, in the words of {@link WrittenFrame#meaning}. */
final class ClassicListener implements ClassicHandler {
  final List<String> heard = new ArrayList<>();
  final List<Violation> violations = new ArrayList<>();

  private final KnownAddresses addresses;
  private final ClassicDecoder decoder;
  private String kept = "";

  ClassicListener(KnownAddresses addresses) {
    this.addresses = addresses;
    this.decoder = new ClassicDecoder(addresses);
  }

  /** A read; what is not consumed stands in front of the next one. */
  ClassicListener read(String octets, boolean drained) {
    byte[] all = WrittenFrame.octets(kept + octets);
    ByteBuffer in = ByteBuffer.allocate(all.length + 2).put(1, all);
    int end = 1 + all.length;
    int at = decoder.decode(in, 1, end, drained, this);
    if (at < 1 || at > end || (drained && at < end) || end - at > ClassicDecoder.MAX_TAIL) {
      throw new AssertionError("consumed up to " + at + " of " + end);
    }
    kept = Octets.ascii(in, at, end);
    return this;
  }

  @Override
  public void onClassicRegistration(ByteBuffer in, int pathOffset, int pathLength) {
    String path = Octets.ascii(in, pathOffset, pathOffset + pathLength);
    heard.add("registers " + path);
    addresses.register(path);
  }

  @Override
  public void onClassicText(
      ByteBuffer in, int pathOffset, int pathLength, int textOffset, int textLength) {
    String path = Octets.ascii(in, pathOffset, pathOffset + pathLength);
    heard.add(path + " says " + Octets.ascii(in, textOffset, textOffset + textLength));
  }

  @Override
  public void onClassicGoodbye(ByteBuffer in, int pathOffset, int pathLength) {
    heard.add(Octets.ascii(in, pathOffset, pathOffset + pathLength) + " says goodbye");
  }

  @Override
  public void onRegistration(IncomingFrame frame) {
    heard.add("registration " + line(frame));
  }

  @Override
  public void onData(IncomingFrame frame) {
    heard.add("data " + line(frame));
  }

  @Override
  public void onDisconnect(IncomingFrame frame) {
    heard.add("goodbye " + line(frame));
  }

  @Override
  public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
    if (offset < 0 || length > Wire.MAX_FRAME || offset + length > in.limit()) {
      throw new AssertionError(violation + " of " + length + " octets at " + offset);
    }
    heard.add("violation");
    violations.add(violation);
  }

  private static String line(IncomingFrame frame) {
    return Octets.ascii(frame.buffer(), frame.offset(), frame.offset() + frame.length());
  }
}
