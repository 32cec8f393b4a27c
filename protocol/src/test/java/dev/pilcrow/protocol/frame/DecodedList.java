package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A handler that keeps copies of all that it is called with. */
public final class DecodedList implements FrameHandler {

  private final List<Decoded> all = new ArrayList<>();

  public List<Decoded> all() {
    return all;
  }

  @Override
  public void onRegistration(IncomingFrame frame) {
    add(FrameKind.REGISTRATION, frame);
  }

  @Override
  public void onData(IncomingFrame frame) {
    add(FrameKind.DATA, frame);
  }

  @Override
  public void onDisconnect(IncomingFrame frame) {
    add(FrameKind.DISCONNECT, frame);
  }

  @Override
  public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
    all.add(Decoded.refused(violation, Octets.copy(in, offset, offset + length)));
  }

  private void add(FrameKind expected, IncomingFrame frame) {
    if (frame.kind() != expected) {
      throw new AssertionError(frame.kind() + " where " + expected + " is due");
    }
    all.add(Decoded.got(Frame.copyOf(frame)));
  }
}
