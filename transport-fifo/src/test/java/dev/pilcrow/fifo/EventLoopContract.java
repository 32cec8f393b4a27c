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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an {@link EventLoop} does, over whichever poller. */
@Timeout(60)
abstract class EventLoopContract {
  private static final EventHandler NEVER =
      ready -> {
        throw new AssertionError("told " + ready);
      };

  @RegisterExtension final RealKernel real = new RealKernel();

  private final List<String> told = new ArrayList<>();
  private EventLoop loop = new EventLoop(new ScriptedPoller());

  abstract Poller open(Kernel kernel) throws SystemCallException;

  @BeforeEach
  void openLoop() throws SystemCallException {
    loop = new EventLoop(open(real.kernel));
  }

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  private EventHandler tell(String name) {
    return ready -> told.add(name + ready);
  }

  private int file(String content) throws IOException {
    Path file = Files.writeString(real.directory().resolve("file" + content), content);
    return real.open(real.openAt(file.toString(), OpenFlags.O_RDONLY));
  }

  private int[] readable() {
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    return pipe;
  }

  @Test
  void a_turn_calls_the_handlers_of_what_is_ready_once_each() throws Exception {
    int[] pipe = readable();
    loop.register(pipe[0], READ, tell("r"));
    loop.register(pipe[1], WRITE, tell("w"));
    loop.register(real.pipe()[0], READ, NEVER);
    assertEquals(2, loop.turn(FOREVER));
    assertEquals(List.of("r" + READ, "w" + WRITE), told.stream().sorted().toList());
    assertEquals(3, loop.size());
  }

  @Test
  void a_turn_without_events_ends_with_its_time() throws Exception {
    loop.register(real.pipe()[0], READ, NEVER);
    assertEquals(0, loop.turn(0));
    assertEquals(0, loop.turn(1_000_000));
  }

  @Test
  void a_lost_reader_and_a_lost_writer_are_told_without_interest() throws Exception {
    int[] first = real.pipe();
    int[] second = real.pipe();
    loop.register(first[1], 0, tell("w"));
    loop.register(second[0], 0, tell("r"));
    assertEquals(0, loop.turn(0));
    real.close(first[0]);
    real.close(second[1]);
    assertEquals(2, loop.turn(FOREVER));
    assertEquals(List.of("r" + HANGUP, "w" + ERROR), told.stream().sorted().toList());
  }

  @Test
  void interest_can_be_changed_from_within() throws Exception {
    int[] pipe = readable();
    Registration[] self = new Registration[1];
    self[0] =
        loop.register(
            pipe[0],
            READ,
            ready -> {
              told.add("once");
              stop(self[0]);
            });
    assertEquals(1, loop.turn(0));
    assertEquals(0, loop.turn(0));
    assertEquals(0, self[0].interest());
    self[0].interest(READ);
    assertEquals(1, loop.turn(0));
    assertEquals(List.of("once", "once"), told);
  }

  private static void stop(Registration registration) {
    try {
      registration.interest(0);
    } catch (SystemCallException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_suspended_registration_is_left_alone_even_by_a_hangup() throws Exception {
    int[] pipe = real.pipe();
    Registration registration = loop.register(pipe[0], READ, tell("r"));
    real.close(pipe[1]);
    assertEquals(1, loop.turn(0));
    registration.suspend();
    registration.suspend();
    assertEquals(0, loop.turn(0));
    registration.interest(0);
    assertEquals(1, loop.turn(0));
    assertEquals(List.of("r" + HANGUP, "r" + HANGUP), told);
    registration.suspend();
    registration.cancel();
    assertEquals(0, loop.turn(0));
  }

  @Test
  void cancelled_within_a_pass_is_not_told_in_it() throws Exception {
    Registration[] both = new Registration[2];
    for (int i = 0; i < 2; i++) {
      Registration[] other = both;
      int otherIndex = 1 - i;
      both[i] =
          loop.register(
              readable()[0],
              READ,
              ready -> {
                told.add("one");
                other[otherIndex].cancel();
              });
    }
    assertEquals(1, loop.turn(FOREVER));
    assertEquals(List.of("one"), told);
    assertEquals(1, loop.size());
  }

  @Test
  void suspended_within_a_pass_is_not_told_in_it() throws Exception {
    Registration[] both = new Registration[2];
    for (int i = 0; i < 2; i++) {
      int otherIndex = 1 - i;
      both[i] = loop.register(readable()[0], READ, ready -> both[otherIndex].suspend());
    }
    assertEquals(1, loop.turn(FOREVER));
  }

  @Test
  void an_event_found_before_its_descriptor_was_reused_reaches_nobody() throws Exception {
    Registration[] both = new Registration[2];
    int[][] pipes = {readable(), readable()};
    for (int i = 0; i < 2; i++) {
      int otherIndex = 1 - i;
      both[i] =
          loop.register(
              pipes[i][0],
              READ,
              ready -> {
                int old = pipes[otherIndex][0];
                both[otherIndex].cancel();
                real.close(old);
                register(real.reuse(old), NEVER);
              });
    }
    assertEquals(1, loop.turn(FOREVER));
    assertEquals(2, loop.size());
  }

  private Registration register(int fd, EventHandler handler) {
    try {
      return loop.register(fd, READ, handler);
    } catch (SystemCallException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void registered_within_a_pass_is_told_from_the_next_turn_on() throws Exception {
    int[] first = readable();
    int[] second = readable();
    int file = file("x");
    Registration[] self = new Registration[1];
    self[0] =
        loop.register(
            first[0],
            READ,
            ready -> {
              self[0].cancel();
              register(second[0], tell("pipe"));
              register(file, tell("file"));
            });
    loop.turn(FOREVER);
    assertEquals(List.of(), told.stream().filter(name -> name.startsWith("pipe")).toList());
    loop.turn(FOREVER);
    assertTrue(told.contains("pipe" + READ));
    assertTrue(told.contains("file" + READ));
  }

  @Test
  void a_file_that_cannot_be_polled_is_ready_at_each_turn() throws Exception {
    Registration registration = loop.register(file("abc"), READ, tell("f"));
    assertTrue(registration.isAlwaysReady());
    assertEquals(1, loop.turn(FOREVER));
    assertEquals(1, loop.turn(FOREVER));
    registration.interest(0);
    assertEquals(0, loop.turn(1));
    registration.interest(READ);
    assertEquals(1, loop.turn(FOREVER));
    registration.suspend();
    assertEquals(0, loop.turn(0));
    registration.interest(READ | WRITE);
    registration.cancel();
    assertEquals(0, loop.turn(0));
    assertEquals(List.of("f1", "f1", "f1"), told);
  }

  @Test
  void files_do_not_keep_pipes_from_their_turn() throws Exception {
    loop.register(file("a"), READ, tell("file"));
    loop.register(readable()[0], READ, tell("pipe"));
    assertEquals(2, loop.turn(FOREVER));
    assertEquals(List.of("pipe1", "file1"), told);
  }

  @Test
  void a_file_cancelled_by_another_is_not_told() throws Exception {
    Registration[] second = new Registration[1];
    loop.register(file("a"), READ, ready -> second[0].cancel());
    second[0] = loop.register(file("b"), READ, NEVER);
    assertEquals(1, loop.turn(FOREVER));
  }

  @Test
  void the_null_device_can_be_read_at_once() throws Exception {
    int fd = real.open(real.openAt("/dev/null", OpenFlags.O_RDONLY));
    loop.register(fd, READ, ready -> told.add(real.read(fd)));
    assertEquals(1, loop.turn(FOREVER));
    assertEquals(List.of(""), told);
  }

  @Test
  void a_wakeup_ends_the_present_turn_or_else_the_next() throws Exception {
    loop.wakeup();
    assertEquals(0, loop.turn(FOREVER));
    Thread other = new Thread(loop::wakeup);
    other.start();
    assertEquals(0, loop.turn(FOREVER));
    other.join();
  }

  @Test
  void what_cannot_be_registered_takes_no_place() throws Exception {
    int fd = real.pipe()[0];
    loop.register(fd, READ, NEVER);
    SystemCallException twice =
        assertThrows(SystemCallException.class, () -> loop.register(fd, READ, NEVER));
    assertEquals(Errno.EEXIST, twice.errno());
    SystemCallException notOpen =
        assertThrows(SystemCallException.class, () -> loop.register(1 << 20, READ, NEVER));
    assertEquals(Errno.EBADF, notOpen.errno());
    assertThrows(IllegalArgumentException.class, () -> loop.register(fd, ERROR, NEVER));
    assertEquals(1, loop.size());
  }

  @Test
  void a_cancelled_registration_can_only_be_cancelled_again() throws Exception {
    Registration registration = loop.register(real.pipe()[0], READ, NEVER);
    registration.cancel();
    registration.cancel();
    assertTrue(registration.isCancelled());
    assertEquals(0, loop.size());
    assertThrows(IllegalStateException.class, () -> registration.interest(READ));
    assertThrows(IllegalStateException.class, registration::suspend);
  }

  @Test
  void hundreds_of_registrations_come_and_go() throws Exception {
    List<Registration> all = new ArrayList<>();
    int[] pipe = readable();
    for (int i = 0; i < 300; i++) {
      String path = "/proc/self/fd/" + pipe[0];
      int fd = real.open(real.openAt(path, OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
      all.add(loop.register(fd, READ, tell("")));
      if (i % 3 == 2) {
        all.remove(all.size() / 2).cancel();
      }
    }
    assertEquals(200, loop.size());
    for (int i = 0; i < 2; i++) {
      loop.turn(FOREVER);
    }
    assertTrue(told.size() >= 200);
  }

  @Test
  void an_exception_of_a_handler_ends_the_turn_and_nothing_is_lost() throws Exception {
    int[] pipe = readable();
    Registration broken =
        loop.register(
            pipe[0],
            READ,
            ready -> {
              throw new IllegalArgumentException("broken");
            });
    assertThrows(IllegalArgumentException.class, () -> loop.turn(FOREVER));
    broken.cancel();
    loop.register(pipe[0], READ, tell("r"));
    assertEquals(1, loop.turn(FOREVER));
  }

  @Test
  void closing_cancels_all_and_leaves_the_descriptors_open() throws Exception {
    int[] pipe = readable();
    Registration piped = loop.register(pipe[0], READ, NEVER);
    Registration filed = loop.register(file("x"), READ, NEVER);
    loop.close();
    loop.close();
    assertTrue(piped.isCancelled());
    assertTrue(filed.isCancelled());
    assertEquals(1, real.read(pipe[0], 8));
    assertThrows(IllegalStateException.class, () -> loop.register(pipe[0], READ, NEVER));
    assertThrows(IllegalStateException.class, () -> loop.turn(0));
    assertFalse(piped.isAlwaysReady());
  }
}
