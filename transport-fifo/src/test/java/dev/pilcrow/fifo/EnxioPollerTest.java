package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jnr.enxio.channels.NativeDeviceChannel;
import jnr.enxio.channels.NativeFileSelectorProvider;
import org.junit.jupiter.api.Test;

/**
 * The portable poller keeps the contract of all pollers although jnr-enxio's selector does not.
 * Each test here shows a fault of the selector or its channels alone; the contract, run above them,
 * shows that it is kept out. If one of these fails after an upgrade, a guard may have become
 * needless.
 */
class EnxioPollerTest extends PollerContract {
  @Override
  Poller open(Kernel kernel) throws SystemCallException {
    return new EnxioPoller(kernel);
  }

  private static Selector selector() throws IOException {
    return NativeFileSelectorProvider.getInstance().openSelector();
  }

  private static SelectionKey watch(Selector selector, int fd, int ops) {
    return new EnxioChannel(fd).watchedBy(selector, ops, 1);
  }

  @Test
  void the_selector_alone_spins_on_a_hangup_and_does_not_say_why() throws IOException {
    int[] pipe = real.pipe();
    try (Selector selector = selector()) {
      SelectionKey key = watch(selector, pipe[0], 0);
      real.close(pipe[1]);
      for (int i = 0; i < 3; i++) {
        assertEquals(1, selector.select(), "does not wait");
        assertEquals(Set.of(key), selector.selectedKeys());
        assertEquals(0, key.readyOps(), "and has nothing to tell");
        selector.selectedKeys().clear();
      }
    }
    poller.add(pipe[0], 0, 5);
    assertEquals(Map.of(5L, Poller.HANGUP), poll());
  }

  @Test
  void the_selector_alone_takes_a_lost_reader_for_room_to_write() throws IOException {
    int[] pipe = real.pipe();
    try (Selector selector = selector()) {
      SelectionKey key = watch(selector, pipe[1], SelectionKey.OP_READ);
      real.close(pipe[0]);
      assertEquals(1, selector.select());
      assertEquals(SelectionKey.OP_READ, key.readyOps(), "whatever the interest is");
    }
    poller.add(pipe[1], Poller.READ, 5);
    assertEquals(Map.of(5L, Poller.ERROR), poll());
  }

  @Test
  void the_selector_alone_spins_on_a_descriptor_that_was_closed() throws IOException {
    int[] pipe = real.pipe();
    try (Selector selector = selector()) {
      watch(selector, pipe[0], SelectionKey.OP_READ);
      poller.add(pipe[0], Poller.READ, 5);
      real.close(pipe[0]);
      assertEquals(1, selector.select());
      assertEquals(1, selector.select());
    }
    assertEquals(Map.of(), poll(1));
    assertEquals(-Errno.ENOENT, poller.remove(pipe[0]), "forgotten");
  }

  @Test
  void the_selector_alone_wakes_a_descriptor_that_is_another_file_by_now() throws IOException {
    Selector selector = selector();
    selector.close();
    List<int[]> reused = real.pipes(10);
    selector.wakeup();
    List<String> read = reused.stream().map(pipe -> real.read(pipe[0])).toList();
    assertTrue(read.contains("\0"), () -> "an octet that nobody wrote, in one of " + read);
    poller.close();
    reused = real.pipes(10);
    poller.wakeup();
    for (int[] pipe : reused) {
      assertEquals("-EAGAIN", real.read(pipe[0]));
    }
  }

  @Test
  void the_selector_alone_waits_no_more_once_its_thread_was_interrupted() throws IOException {
    try (Selector selector = selector()) {
      Thread.currentThread().interrupt();
      assertEquals(0, selector.select());
      assertEquals(0, selector.select());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void the_selector_alone_goes_on_with_a_cancelled_key() throws IOException {
    int[] pipe = real.pipe();
    try (Selector selector = selector()) {
      EnxioChannel channel = new EnxioChannel(pipe[0]);
      SelectionKey first = channel.watchedBy(selector, SelectionKey.OP_READ, 1);
      first.cancel();
      real.write(pipe[1], 1);
      SelectionKey second = channel.watchedBy(selector, SelectionKey.OP_READ, 2);
      assertEquals(first, second);
      assertEquals(0, selector.selectNow(), "though it can be read");
    }
  }

  @Test
  void the_channels_alone_end_a_fifo_that_has_not_begun() throws IOException {
    int reader = real.open(real.openAt(real.fifo("f"), OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
    assertEquals(-1, new NativeDeviceChannel(reader).read(ByteBuffer.allocate(1)));
    poller.add(reader, Poller.READ, 1);
    assertEquals(Map.of(), poll(1), "no hangup: it has not ended");
    assertEquals(0, real.read(reader, 1));
  }

  @Test
  void the_channels_alone_throw_when_a_pipe_is_full() {
    int[] pipe = real.pipe();
    real.fill(pipe[1], 4096);
    NativeDeviceChannel channel = new NativeDeviceChannel(pipe[1]);
    assertThrows(IOException.class, () -> channel.write(ByteBuffer.allocate(1)));
    poller.add(pipe[1], Poller.WRITE, 1);
    assertEquals(Map.of(), poll());
    assertEquals(-Errno.EAGAIN, real.write(pipe[1], 1));
  }

  @Test
  void the_channels_alone_change_the_flags_of_what_they_are_given() throws IOException {
    int[] two = new int[2];
    real.kernel.pipe(two, 0);
    real.open(two[0]);
    real.open(two[1]);
    Path info = Path.of("/proc/self/fdinfo/" + two[0]);
    assertFalse(Files.readString(info).contains("04000"));
    new NativeDeviceChannel(two[0]).configureBlocking(false);
    assertTrue(Files.readString(info).contains("04000"), "O_NONBLOCK, for everybody who has it");
  }
}
