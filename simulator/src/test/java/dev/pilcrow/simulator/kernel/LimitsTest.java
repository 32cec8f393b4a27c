package dev.pilcrow.simulator.kernel;

import static dev.pilcrow.fifo.OpenFlags.O_NOFOLLOW;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenFlags;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Users, permissions and bounds: what one process on the real machine cannot try. */
class LimitsTest {
  private static final int ALICE = 1000;
  private static final int BOB = 1001;
  private static final int PIPES_WITHIN_LIMIT = 1024;

  private final SimulatedKernel machine = new SimulatedKernel(1);
  private final SimulatedProcess alice = start("alice", ProcessOptions.user(ALICE));
  private final SimulatedProcess bob = start("bob", ProcessOptions.user(BOB));
  private final SimulatedProcess root = start("root", ProcessOptions.root());

  private SimulatedProcess start(String name, ProcessOptions options) {
    return machine.start(name, options.withDescriptorLimit(5000), new OpenGate());
  }

  private static int open(SimulatedProcess process, String path, int access) {
    return process.openAt(Kernel.AT_FDCWD, path, access | OpenFlags.O_NONBLOCK);
  }

  private static int unlink(SimulatedProcess process, String path) {
    return process.unlinkAt(Kernel.AT_FDCWD, path);
  }

  @Test
  void descriptors_are_the_lowest_that_are_free_up_to_the_limit() {
    SimulatedProcess few =
        machine.start("few", ProcessOptions.user(ALICE).withDescriptorLimit(3), new OpenGate());
    int[] two = new int[2];
    assertEquals(0, few.eventFd());
    assertEquals(0, few.pipe(two, 0));
    assertEquals(-Errno.EMFILE, few.eventFd());
    assertEquals(-Errno.EMFILE, few.epollCreate());
    assertEquals(-Errno.EMFILE, few.pipe(two, 0));
    assertEquals(-Errno.EMFILE, open(few, "/missing", O_RDONLY), "before the path is looked at");
    few.close(1);
    assertEquals(1, few.eventFd());
    assertEquals(3, few.openDescriptors());
  }

  @Test
  void past_its_pages_a_user_gets_pipes_of_two_slots_that_cannot_grow() {
    int[] two = new int[2];
    for (int i = 0; i < PIPES_WITHIN_LIMIT; i++) {
      alice.pipe(two, 0);
      assertEquals(65_536, alice.pipeCapacity(two[0]));
    }
    int last = two[0];
    alice.pipe(two, 0);
    assertEquals(8192, alice.pipeCapacity(two[0]));
    assertEquals(-Errno.EPERM, alice.setPipeCapacity(two[0], 16_384));
    assertEquals(4096, alice.setPipeCapacity(two[0], 4096), "a pipe may always be made smaller");
    bob.pipe(two, 0);
    assertEquals(65_536, bob.pipeCapacity(two[0]), "each user has a limit of her own");
    alice.close(last);
    alice.close(last + 1);
    alice.pipe(two, 0);
    assertEquals(8192, alice.pipeCapacity(two[0]), "one page too many is still in use");
  }

  @Test
  void fewer_slots_set_at_open_leave_room_for_more_pipes() {
    int[] two = new int[2];
    for (int i = 0; i < 1500; i++) {
      assertEquals(0, alice.pipe(two, 0));
      assertEquals(16_384, alice.setPipeCapacity(two[0], 16_384));
    }
  }

  @Test
  void a_pipe_is_at_most_a_mebibyte_but_for_the_privileged() {
    int[] two = new int[2];
    alice.pipe(two, 0);
    assertEquals(1 << 20, alice.setPipeCapacity(two[0], 1 << 20));
    assertEquals(-Errno.EPERM, alice.setPipeCapacity(two[0], (1 << 20) + 1));
    root.pipe(two, 0);
    assertEquals(2 << 20, root.setPipeCapacity(two[0], 2 << 20));
  }

  @Test
  void the_limit_on_pages_can_be_set() {
    machine.setPipePagesSoftLimit(16);
    int[] two = new int[2];
    alice.pipe(two, 0);
    assertEquals(65_536, alice.pipeCapacity(two[0]));
    alice.pipe(two, 0);
    assertEquals(8192, alice.pipeCapacity(two[0]));
    root.pipe(two, 0);
    assertEquals(65_536, root.pipeCapacity(two[0]));
  }

  @Test
  void permissions_are_the_owners_or_the_others() {
    alice.makeFifoAt(Kernel.AT_FDCWD, "/tmp/f", 0622);
    FileStatus status = new FileStatus();
    alice.statusAt(Kernel.AT_FDCWD, "/tmp/f", status);
    assertEquals(0600, status.permissions(), "less the umask");
    assertEquals(-Errno.EACCES, open(bob, "/tmp/f", O_WRONLY));
    machine.files().setPermissions("/tmp/f", 0602);
    assertEquals(-Errno.ENXIO, open(bob, "/tmp/f", O_WRONLY));
    assertEquals(-Errno.EACCES, open(bob, "/tmp/f", O_RDWR));
    assertEquals(0, open(root, "/tmp/f", O_RDWR));
  }

  @Test
  void a_private_directory_keeps_others_out_and_a_sticky_one_keeps_their_hands_off() {
    alice.makeDirectory("/tmp/d", 0700);
    assertEquals(-Errno.EACCES, bob.makeFifoAt(Kernel.AT_FDCWD, "/tmp/d/f", 0600));
    assertEquals(-Errno.EACCES, open(bob, "/tmp/d", O_RDONLY));
    assertEquals(-Errno.EPERM, bob.removeDirectory("/tmp/d"));
    alice.makeFifoAt(Kernel.AT_FDCWD, "/tmp/f", 0600);
    assertEquals(-Errno.EPERM, unlink(bob, "/tmp/f"));
    machine.files().setOwner("/tmp/f", BOB);
    assertEquals(0, unlink(bob, "/tmp/f"));
    assertEquals(-Errno.EACCES, bob.makeDirectory("/dev/d", 0700));
  }

  @Test
  void links_of_both_kinds_are_what_they_are() {
    machine.files().makeFifo("/tmp/f", 0666, ALICE);
    machine.files().link("/tmp/f", "/tmp/g");
    machine.files().makeSymbolicLink("/tmp/s", ALICE, "f");
    FileStatus status = new FileStatus();
    alice.statusAt(Kernel.AT_FDCWD, "/tmp/g", status);
    assertEquals(2, status.links());
    alice.statusAt(Kernel.AT_FDCWD, "/tmp/s", status);
    assertEquals(true, status.isSymbolicLink());
    assertEquals(-Errno.ELOOP, open(alice, "/tmp/s", O_RDONLY | O_NOFOLLOW));
    assertEquals(0, open(alice, "/tmp/s", O_RDONLY));
    assertEquals(0, open(bob, "/tmp/g", O_WRONLY), "another name of the same pipe");
  }

  @Test
  void files_hold_what_is_written_to_them() {
    machine.files().makeFile("/tmp/log", 0600, ALICE, "old".getBytes(StandardCharsets.UTF_8));
    Lab lab = new Lab(alice, "/tmp");
    int[] pipe = lab.pipe();
    int log = lab.open("/tmp/log", O_WRONLY);
    lab.write(log, "a");
    lab.write(pipe[1], "bcd");
    assertEquals(3, alice.splice(pipe[0], log, 100));
    assertEquals("abcd", new String(machine.files().content("/tmp/log"), StandardCharsets.UTF_8));
  }

  @Test
  void a_path_that_does_not_fit_is_the_administrators_mistake() {
    SimulatedFiles files = machine.files();
    assertThrows(IllegalArgumentException.class, () -> files.makeFifo("f", 0600, 0));
    assertThrows(IllegalArgumentException.class, () -> files.makeFifo("/no/f", 0600, 0));
    assertThrows(IllegalArgumentException.class, () -> files.makeDirectory("/tmp", 0700, 0));
    assertThrows(IllegalArgumentException.class, () -> files.link("/tmp", "/t"));
    assertThrows(IllegalArgumentException.class, () -> files.setOwner("/tmp/f", 0));
  }
}
