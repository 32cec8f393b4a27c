package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.Poller.ERROR;
import static dev.pilcrow.fifo.Poller.FOREVER;
import static dev.pilcrow.fifo.Poller.HANGUP;
import static dev.pilcrow.fifo.Poller.READ;
import static dev.pilcrow.fifo.Poller.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every {@link Poller} does. A test that hangs is one that has failed, hence the timeouts. */
@Timeout(60)
abstract class PollerContract {
  private static final long MILLISECOND = 1_000_000;

  @RegisterExtension final RealKernel real = new RealKernel();

  private Map<String, String> descriptorsBefore = Map.of();
  Poller poller = new ScriptedPoller();

  abstract Poller open(Kernel kernel) throws SystemCallException;

  @BeforeEach
  void openPoller() throws IOException {
    descriptorsBefore = RealKernel.descriptors();
    poller = open(real.kernel);
  }

  @AfterEach
  void closePoller() {
    poller.close();
  }

  /** What is told right now: ready bits by key. */
  final Map<Long, Integer> poll() {
    return poll(0);
  }

  final Map<Long, Integer> poll(long timeoutNanos) {
    Map<Long, Integer> told = new TreeMap<>();
    int count = poller.poll(timeoutNanos, told::put);
    assertEquals(told.size(), count);
    return told;
  }

  @Test
  void nothing_is_told_of_what_is_not_ready() {
    int[] pipe = real.pipe();
    assertEquals(0, poller.add(pipe[0], READ, 1));
    assertEquals(Map.of(), poll());
    assertEquals(Map.of(), poll(MILLISECOND));
  }

  @Test
  void what_can_be_read_is_told_until_it_was_read() {
    int[] pipe = real.pipe();
    poller.add(pipe[0], READ, 1);
    real.write(pipe[1], 10);
    assertEquals(Map.of(1L, READ), poll());
    real.read(pipe[0], 5);
    assertEquals(Map.of(1L, READ), poll());
    real.read(pipe[0], 5);
    assertEquals(Map.of(), poll());
  }

  @Test
  void what_can_be_written_is_told_until_it_is_full() {
    int[] pipe = real.pipe();
    poller.add(pipe[1], WRITE, 2);
    assertEquals(Map.of(2L, WRITE), poll());
    real.fill(pipe[1], 4096);
    assertEquals(Map.of(), poll());
    real.read(pipe[0], 4096);
    assertEquals(Map.of(2L, WRITE), poll());
  }

  @Test
  void each_descriptor_is_told_by_its_own_key() {
    int[] first = real.pipe();
    int[] second = real.pipe();
    poller.add(first[0], READ, 10);
    poller.add(first[1], WRITE, Long.MAX_VALUE);
    poller.add(second[0], READ, 30);
    real.write(second[1], 1);
    assertEquals(Map.of(30L, READ, Long.MAX_VALUE, WRITE), poll());
  }

  @Test
  void a_lost_reader_is_an_error_even_without_interest() {
    int[] pipe = real.pipe();
    poller.add(pipe[1], 0, 1);
    assertEquals(Map.of(), poll());
    real.close(pipe[0]);
    assertEquals(Map.of(1L, ERROR), poll(FOREVER));
    assertEquals(Map.of(1L, ERROR), poll());
  }

  @Test
  void a_lost_writer_is_a_hangup_even_without_interest() {
    int[] pipe = real.pipe();
    poller.add(pipe[0], 0, 1);
    real.close(pipe[1]);
    assertEquals(Map.of(1L, HANGUP), poll(FOREVER));
  }

  @Test
  void what_a_lost_writer_left_can_be_read() {
    int[] pipe = real.pipe();
    poller.add(pipe[0], READ, 1);
    real.write(pipe[1], 1);
    real.close(pipe[1]);
    assertEquals(Map.of(1L, READ | HANGUP), poll());
    real.read(pipe[0], 1);
    assertEquals(Map.of(1L, HANGUP), poll());
  }

  @Test
  void a_fifo_that_nobody_has_written_to_yet_has_not_ended() {
    int reader = real.open(real.openAt(real.fifo("f"), OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
    poller.add(reader, READ, 1);
    assertEquals(Map.of(), poll(MILLISECOND));
    int writer = real.open(real.openAt(real.path("f"), OpenFlags.O_WRONLY | OpenFlags.O_NONBLOCK));
    assertEquals(Map.of(), poll(MILLISECOND));
    real.write(writer, 1);
    assertEquals(Map.of(1L, READ), poll(FOREVER));
  }

  @Test
  void interest_and_key_can_be_changed() {
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    poller.add(pipe[0], READ, 1);
    assertEquals(0, poller.modify(pipe[0], 0, 2));
    assertEquals(Map.of(), poll());
    assertEquals(0, poller.modify(pipe[0], READ, 3));
    assertEquals(Map.of(3L, READ), poll());
  }

  @Test
  void what_was_removed_is_not_told() {
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    poller.add(pipe[0], READ, 1);
    assertEquals(0, poller.remove(pipe[0]));
    assertEquals(Map.of(), poll());
    real.close(pipe[1]);
    assertEquals(Map.of(), poll());
  }

  @Test
  void what_was_removed_can_be_added_again() {
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    for (long key = 1; key < 5; key++) {
      assertEquals(0, poller.add(pipe[0], READ, key));
      assertEquals(Map.of(key, READ), poll());
      assertEquals(0, poller.remove(pipe[0]));
    }
    assertEquals(0, poller.add(pipe[0], READ, 9), "also before the removal was polled");
    assertEquals(0, poller.remove(pipe[0]));
    assertEquals(0, poller.add(pipe[0], READ, 10));
    assertEquals(Map.of(10L, READ), poll());
  }

  @Test
  void a_descriptor_that_was_closed_and_is_another_file_now_is_nobodys() {
    int[] old = real.pipe();
    poller.add(old[0], READ, 1);
    poller.remove(old[0]);
    real.close(old[0]);
    real.count(real.reuse(old[0]));
    assertEquals(Map.of(), poll());
    poller.add(old[0], READ, 2);
    assertEquals(Map.of(2L, READ), poll());
  }

  @Test
  void a_descriptor_closed_without_being_removed_is_forgotten() {
    int[] pipe = real.pipe();
    poller.add(pipe[0], READ, 1);
    real.close(pipe[0]);
    assertEquals(Map.of(), poll());
    assertEquals(Map.of(), poll());
    assertEquals(0, poller.add(real.reuse(pipe[0]), READ, 2));
    real.count(pipe[0]);
    assertEquals(Map.of(2L, READ), poll());
  }

  @Test
  void many_descriptors_come_and_go() {
    int[][] pipes = new int[40][];
    for (int i = 0; i < pipes.length; i++) {
      pipes[i] = real.pipe();
      poller.add(pipes[i][0], READ, i);
      real.write(pipes[i][1], 1);
    }
    for (int i = 0; i < pipes.length; i += 3) {
      poller.remove(pipes[i][0]);
    }
    Map<Long, Integer> expected = new TreeMap<>();
    for (int i = 0; i < pipes.length; i++) {
      if (i % 3 != 0) {
        expected.put((long) i, READ);
      }
    }
    assertEquals(expected, poll());
    assertEquals(expected, poll());
  }

  @Test
  void the_sink_may_remove_and_close_what_it_is_told_of() {
    int[] first = real.pipe();
    int[] second = real.pipe();
    poller.add(first[0], READ, 1);
    poller.add(second[0], READ, 2);
    real.write(first[1], 1);
    real.write(second[1], 1);
    poller.poll(
        0,
        (key, ready) -> {
          int fd = key == 1 ? first[0] : second[0];
          assertEquals(0, poller.remove(fd));
          real.close(fd);
        });
    assertEquals(Map.of(), poll());
  }

  @Test
  void errors_of_registration_are_answered_as_errno() throws IOException {
    int[] pipe = real.pipe();
    Path file = Files.createFile(real.directory().resolve("regular"));
    int regular = real.open(real.openAt(file.toString(), OpenFlags.O_RDONLY));
    assertEquals(-Errno.EPERM, poller.add(regular, READ, 1));
    assertEquals(-Errno.EBADF, poller.add(1 << 20, READ, 1));
    assertEquals(0, poller.add(pipe[0], READ, 1));
    assertEquals(-Errno.EEXIST, poller.add(pipe[0], READ, 1));
    assertEquals(-Errno.ENOENT, poller.modify(pipe[1], READ, 1));
    assertEquals(-Errno.ENOENT, poller.remove(pipe[1]));
    assertThrows(IllegalArgumentException.class, () -> poller.add(pipe[1], READ, -1));
    assertThrows(IllegalArgumentException.class, () -> poller.modify(pipe[0], READ, -1));
  }

  @Test
  void the_time_is_not_cut_short() {
    long before = System.nanoTime();
    assertEquals(Map.of(), poll(3 * MILLISECOND + 1));
    assertTrue(System.nanoTime() - before >= 3 * MILLISECOND + 1);
  }

  @Test
  void a_wakeup_before_the_poll_is_not_lost() {
    poller.wakeup();
    assertEquals(Map.of(), poll(FOREVER));
  }

  @Test
  void many_wakeups_are_one() {
    for (int i = 0; i < 100_000; i++) { // more than a pipe holds
      poller.wakeup();
    }
    assertEquals(Map.of(), poll(FOREVER));
    int[] pipe = real.pipe();
    poller.add(pipe[0], READ, 1);
    real.write(pipe[1], 1);
    assertEquals(Map.of(1L, READ), poll(FOREVER), "the wake-ups are used up");
  }

  @Test
  void another_thread_wakes_a_poll_each_time() throws InterruptedException {
    int rounds = 500;
    int[] polled = new int[1];
    Thread waiting =
        new Thread(
            () -> {
              for (int i = 0; i < rounds; i++) {
                poller.poll(FOREVER, (key, ready) -> {});
                synchronized (polled) {
                  polled[0]++;
                  polled.notifyAll();
                }
              }
            });
    waiting.start();
    for (int i = 0; i < rounds; i++) {
      poller.wakeup();
      synchronized (polled) {
        while (polled[0] <= i) {
          polled.wait();
        }
      }
    }
    waiting.join();
    assertEquals(rounds, polled[0]);
  }

  @Test
  void an_interrupt_is_no_wakeup_and_stays_set() {
    int[] pipe = real.pipe();
    poller.add(pipe[0], READ, 1);
    Thread.currentThread().interrupt();
    long before = System.nanoTime();
    poll(20 * MILLISECOND);
    boolean waited = System.nanoTime() - before >= 20 * MILLISECOND;
    real.write(pipe[1], 1);
    Map<Long, Integer> told = poll(FOREVER);
    assertTrue(Thread.interrupted());
    assertTrue(waited);
    assertEquals(Map.of(1L, READ), told);
  }

  @Test
  void a_wakeup_after_the_end_writes_nowhere() throws IOException {
    poller.close();
    List<int[]> reused = real.pipes(10);
    poller.wakeup();
    for (int[] pipe : reused) {
      assertEquals("-EAGAIN", real.read(pipe[0]));
    }
  }

  @Test
  void a_closed_poller_refuses_to_be_used() {
    poller.close();
    poller.close();
    assertThrows(IllegalStateException.class, () -> poller.add(0, READ, 1));
    assertThrows(IllegalStateException.class, () -> poller.modify(0, READ, 1));
    assertThrows(IllegalStateException.class, () -> poller.remove(0));
    assertThrows(IllegalStateException.class, () -> poll());
  }

  @Test
  void it_closes_its_own_descriptors_and_no_others() throws IOException {
    int[] pipe = real.pipe();
    poller.add(pipe[0], READ, 1);
    poll();
    poller.close();
    Map<String, String> after = RealKernel.descriptors();
    assertTrue(after.containsKey(Integer.toString(pipe[0])));
    after.remove(Integer.toString(pipe[0]));
    after.remove(Integer.toString(pipe[1]));
    assertEquals(descriptorsBefore, after);
  }

  @Test
  void its_own_descriptors_are_close_on_exec() throws IOException {
    Map<String, String> own = RealKernel.descriptors();
    own.keySet().removeAll(descriptorsBefore.keySet());
    assertFalse(own.isEmpty());
    for (String fd : own.keySet()) {
      String flags = Files.readString(Path.of("/proc/self/fdinfo/" + fd));
      assertTrue(flags.contains("flags:\t02"), () -> fd + " " + flags);
    }
  }

  @Test
  void it_does_not_touch_the_flags_of_what_it_watches() throws IOException {
    int[] two = new int[2];
    real.kernel.pipe(two, 0);
    real.open(two[0]);
    real.open(two[1]);
    Path info = Path.of("/proc/self/fdinfo/" + two[0]);
    String before = Files.readString(info);
    poller.add(two[0], READ, 1);
    poll();
    poller.remove(two[0]);
    poll();
    assertEquals(before, Files.readString(info));
  }
}
