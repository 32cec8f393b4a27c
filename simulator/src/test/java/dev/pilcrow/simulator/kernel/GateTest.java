package dev.pilcrow.simulator.kernel;

import static dev.pilcrow.fifo.OpenFlags.O_DIRECTORY;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults, sleeping calls, others who run in between, and death. */
class GateTest {
  private static final int USER = 1000;
  private static final String PATH = "/tmp/f";
  private static final long MILLI = 1_000_000;

  private final SimulatedKernel machine = new SimulatedKernel(1);
  private final ScriptedGate gate = new ScriptedGate();
  private final SimulatedProcess process = machine.start("it", ProcessOptions.user(USER), gate);
  private final SimulatedProcess other =
      machine.start("other", ProcessOptions.user(USER), new OpenGate());
  private final Lab lab = new Lab(process, "/tmp");
  private final Lab others = new Lab(other, "/tmp");

  /** What happens before calls and while they sleep, in order. */
  private static final class ScriptedGate implements CallGate {
    final Deque<Runnable> whileAsleep = new ArrayDeque<>();
    final List<String> log = new ArrayList<>();
    int refusal;
    Runnable before = () -> {};

    @Override
    public int enter(SimulatedProcess process, SystemCall call) {
      before.run();
      return refusal;
    }

    @Override
    public void leave(SimulatedProcess process, SystemCall call, int result) {
      log.add(
          call.text()
              + " "
              + process.callDescriptor()
              + " "
              + process.callOtherDescriptor()
              + " "
              + process.callPath()
              + " "
              + process.callLength()
              + " = "
              + result);
    }

    @Override
    public boolean block(SimulatedProcess process, SystemCall call, long untilNanos) {
      if (whileAsleep.isEmpty()) {
        return false;
      }
      whileAsleep.poll().run();
      return true;
    }
  }

  @Test
  void a_refused_call_has_no_effect_but_for_close() {
    int[] pipe = lab.pipe();
    lab.write(pipe[1], 10);
    gate.refusal = -Errno.EINTR;
    assertEquals(-Errno.EINTR, lab.read(pipe[0], 10));
    assertEquals(-Errno.EINTR, process.makeFifoAt(Kernel.AT_FDCWD, PATH, 0600));
    assertEquals(-Errno.EINTR, process.close(pipe[1]));
    gate.refusal = 0;
    assertEquals(10, lab.read(pipe[0], 10));
    assertFalse(machine.files().exists(PATH));
    assertEquals(1, process.openDescriptors());
  }

  @Test
  void the_gate_is_told_what_each_call_is_about() {
    int[] pipe = lab.pipe();
    process.tee(pipe[0], pipe[1], 7);
    process.unlinkAt(Kernel.AT_FDCWD, PATH);
    lab.read(pipe[0], 3);
    assertEquals(
        List.of(
            "pipe2 -1 -1 null 0 = 0",
            "tee 0 1 null 7 = -22",
            "unlinkat -100 -1 /tmp/f 0 = -2",
            "read 0 -1 null 3 = -11"),
        gate.log);
  }

  @Test
  void others_may_act_between_a_call_and_its_effect() {
    lab.fifo("f");
    gate.before = () -> other.unlinkAt(Kernel.AT_FDCWD, PATH);
    assertEquals(-Errno.ENOENT, lab.tryOpen(PATH, O_RDONLY));
  }

  @Test
  void a_blocking_open_waits_for_the_other_end_even_if_it_goes_again() {
    lab.fifo("f");
    gate.whileAsleep.add(() -> {});
    gate.whileAsleep.add(() -> others.close(others.open(PATH, O_WRONLY)));
    assertEquals(0, process.openAt(Kernel.AT_FDCWD, PATH, O_RDONLY));
    assertEquals("", lab.read(0), "its writer has gone");
  }

  @Test
  void an_interrupted_open_leaves_nobody_at_that_end() {
    lab.fifo("f");
    assertEquals(-Errno.EINTR, process.openAt(Kernel.AT_FDCWD, PATH, O_RDONLY));
    assertEquals(-Errno.ENXIO, others.tryOpen(PATH, O_WRONLY));
    assertEquals(0, process.openDescriptors());
  }

  @Test
  void a_blocking_read_sleeps_until_somebody_writes() {
    int reader = blockingReader();
    gate.whileAsleep.add(() -> {});
    gate.whileAsleep.add(() -> others.write(0, "hello"));
    assertEquals("hello", lab.read(reader));
    assertEquals("-EINTR", lab.read(reader));
    other.kill();
    assertEquals("", lab.read(reader));
  }

  @Test
  void a_blocking_write_goes_on_when_there_is_room_and_tells_what_it_did() {
    int[] two = new int[2];
    process.pipe(two, 0);
    gate.whileAsleep.add(() -> {});
    assertEquals(65_536, lab.write(two[1], 70_000), "interrupted after a part");
    assertEquals(-Errno.EINTR, lab.write(two[1], 1));
  }

  @Test
  void waiting_ends_with_an_event_a_signal_or_the_time() {
    int reader = blockingReader();
    int epoll = lab.epoll();
    EpollEvents events = new EpollEvents(1);
    lab.watch(epoll, reader, Epoll.EPOLLIN, 7);
    assertEquals(-Errno.EINTR, process.epollWait(epoll, events, 10));
    gate.whileAsleep.add(() -> machine.advanceTo(10 * MILLI));
    assertEquals(0, process.epollWait(epoll, events, 10));
    gate.whileAsleep.add(() -> machine.advanceTo(15 * MILLI));
    gate.whileAsleep.add(() -> others.write(0, "x"));
    assertEquals(1, process.epollWait(epoll, events, 10));
    assertEquals(7, events.data(0));
  }

  @Test
  void with_the_open_gate_time_goes_by_and_sleeping_for_ever_is_a_mistake() {
    int epoll = other.epollCreate();
    assertEquals(0, other.epollWait(epoll, new EpollEvents(1), 250));
    assertEquals(250 * MILLI, other.nanoTime());
    assertThrows(IllegalStateException.class, () -> other.epollWait(epoll, new EpollEvents(1), -1));
  }

  @Test
  void death_closes_everything_and_lets_go_of_locks() {
    int reader = blockingReader();
    int directory = process.openAt(Kernel.AT_FDCWD, "/tmp", O_RDONLY | O_DIRECTORY);
    assertEquals(0, process.lock(directory));
    int mine = other.openAt(Kernel.AT_FDCWD, "/tmp", O_RDONLY | O_DIRECTORY);
    assertEquals(-Errno.EAGAIN, other.lock(mine));
    process.kill();
    process.kill();
    assertFalse(process.isAlive());
    assertEquals(0, process.openDescriptors());
    assertEquals(0, other.lock(mine));
    assertEquals(-Errno.EPIPE, others.write(0, "x"));
    ProcessKilled killed = assertThrows(ProcessKilled.class, () -> lab.read(reader));
    assertSame(process, killed.process());
  }

  @Test
  void who_is_killed_before_a_call_never_makes_it() {
    gate.before = process::kill;
    assertThrows(ProcessKilled.class, () -> process.makeFifoAt(Kernel.AT_FDCWD, PATH, 0600));
    assertFalse(machine.files().exists(PATH));
  }

  @Test
  void who_is_killed_asleep_in_open_is_nobodys_reader_at_once() {
    lab.fifo("f");
    List<Integer> seen = new ArrayList<>();
    gate.whileAsleep.add(
        () -> {
          process.kill();
          seen.add(others.tryOpen(PATH, O_WRONLY));
        });
    assertThrows(ProcessKilled.class, () -> process.openAt(Kernel.AT_FDCWD, PATH, O_RDONLY));
    assertEquals(List.of(-Errno.ENXIO), seen);
  }

  @Test
  void a_descriptor_can_be_handed_over_as_standard_input_is() {
    int[] pipe = others.pipe();
    others.write(pipe[1], "typed");
    assertEquals(0, other.handOver(pipe[0], process));
    assertEquals("typed", lab.read(0));
    assertEquals("pipe", process.describe(0));
    assertEquals(-Errno.EBADF, others.read(pipe[0], 1));
    assertThrows(IllegalArgumentException.class, () -> other.handOver(99, process));
  }

  @Test
  void each_process_has_random_numbers_of_its_own_and_a_restart_has_others() {
    long first = process.randomLong();
    SimulatedKernel same = new SimulatedKernel(1);
    same.start("one more", ProcessOptions.root(), gate).randomLong();
    assertEquals(first, same.start("it", ProcessOptions.root(), gate).randomLong());
    assertTrue(first != same.start("it", ProcessOptions.root(), gate).randomLong());
  }

  /** The process reads a FIFO, blocking; descriptor 0 of the other writes to it. */
  private int blockingReader() {
    lab.fifo("f");
    gate.whileAsleep.add(() -> assertEquals(0, others.tryOpen(PATH, O_WRONLY)));
    return process.openAt(Kernel.AT_FDCWD, PATH, O_RDONLY);
  }
}
