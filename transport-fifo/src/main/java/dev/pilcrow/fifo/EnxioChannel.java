package dev.pilcrow.fifo;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import jnr.enxio.channels.NativeFileSelectorProvider;
import jnr.enxio.channels.NativeSelectableChannel;

/**
 * A descriptor as jnr-enxio's selector wants it, and no more than that: it does not own its
 * descriptor, never closes it, never reads, writes or changes its flags.
 */
final class EnxioChannel extends AbstractSelectableChannel implements NativeSelectableChannel {
  private final int fd;

  EnxioChannel(int fd) {
    super(NativeFileSelectorProvider.getInstance());
    this.fd = fd;
  }

  SelectionKey watchedBy(Selector selector, int ops, long key) {
    try {
      configureBlocking(false); // of the channel: a selector takes no other
      return register(selector, ops, key);
    } catch (ClosedChannelException e) {
      throw new IllegalStateException("a channel that nobody closes", e);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a channel whose flags nobody touches", e);
    }
  }

  @Override
  public int getFD() {
    return fd;
  }

  @Override
  public int validOps() {
    return SelectionKey.OP_READ | SelectionKey.OP_WRITE;
  }

  @Override
  protected void implCloseSelectableChannel() {}

  @Override
  protected void implConfigureBlocking(boolean block) {}
}
