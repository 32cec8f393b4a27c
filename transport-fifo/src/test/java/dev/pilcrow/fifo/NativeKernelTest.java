package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.OpenFlags.O_DIRECTORY;
import static dev.pilcrow.fifo.OpenFlags.O_NOFOLLOW;
import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NativeKernelTest {
  private static final int O_CLOEXEC_OCTAL = 02000000;
  private static final int NOT_OPEN = 1 << 20;

  @RegisterExtension final RealKernel real = new RealKernel();

  private final Kernel kernel = real.kernel;
  private final FileStatus status = new FileStatus();

  private int directory() {
    return real.open(real.openAt(real.directory().toString(), O_RDONLY | O_DIRECTORY));
  }

  private static int flagsOf(int fd) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd))) {
      if (line.startsWith("flags:")) {
        return Integer.parseInt(line.substring(line.indexOf('\t') + 1).trim(), 8);
      }
    }
    throw new AssertionError("no flags");
  }

  @Test
  void every_descriptor_is_close_on_exec() throws IOException {
    int[] pipe = real.pipe();
    int fifo = real.open(real.openAt(real.fifo("f"), O_RDWR | O_NONBLOCK));
    int epoll = real.open(kernel.epollCreate());
    int eventFd = real.open(kernel.eventFd());
    for (int fd : new int[] {pipe[0], pipe[1], directory(), fifo, epoll, eventFd}) {
      assertEquals(O_CLOEXEC_OCTAL, flagsOf(fd) & O_CLOEXEC_OCTAL);
    }
  }

  @Test
  void a_pipe_blocks_unless_asked_not_to() throws IOException {
    int[] two = new int[2];
    assertEquals(0, kernel.pipe(two, 0));
    assertEquals(0, flagsOf(real.open(two[0])) & O_NONBLOCK);
    assertEquals(0, flagsOf(real.open(two[1])) & O_NONBLOCK);
    assertEquals(O_NONBLOCK, flagsOf(real.pipe()[1]) & O_NONBLOCK);
  }

  @Test
  void an_error_is_the_negative_errno() {
    assertEquals(-Errno.EBADF, kernel.close(NOT_OPEN));
    assertEquals(-Errno.EBADF, real.read(NOT_OPEN, 1));
    assertEquals(-Errno.EBADF, real.write(NOT_OPEN, 1));
    assertEquals(-Errno.EBADF, kernel.status(NOT_OPEN, status));
    assertEquals(-Errno.EBADF, kernel.lock(NOT_OPEN));
    assertEquals(-Errno.EBADF, kernel.pipeCapacity(NOT_OPEN));
    assertEquals(-Errno.EBADF, kernel.epollWait(NOT_OPEN, new EpollEvents(1), 0));
    assertEquals(-Errno.ENOENT, real.openAt(real.path("gone"), O_RDONLY));
    assertEquals(-Errno.ENOENT, kernel.statusAt(Kernel.AT_FDCWD, real.path("gone"), status));
    assertEquals(-Errno.ENOENT, kernel.unlinkAt(Kernel.AT_FDCWD, real.path("gone")));
    assertEquals(-Errno.ENOENT, kernel.removeDirectory(real.path("gone")));
    assertEquals(-Errno.EEXIST, kernel.makeDirectory(real.directory().toString(), 0700));
    assertEquals(-Errno.EEXIST, kernel.makeFifoAt(Kernel.AT_FDCWD, real.fifo("f"), 0600));
    assertEquals(-Errno.EISDIR, kernel.unlinkAt(Kernel.AT_FDCWD, real.directory().toString()));
    assertEquals(-Errno.ENOTEMPTY, kernel.removeDirectory(real.directory().toString()));
    assertEquals(-Errno.EINVAL, kernel.setPipeCapacity(real.pipe()[1], -1));
  }

  @Test
  void an_error_leaves_nothing_behind_for_the_next_call() {
    kernel.close(NOT_OPEN);
    int[] pipe = real.pipe();
    assertEquals(3, real.write(pipe[1], 3));
    assertEquals(-Errno.EBADF, kernel.close(NOT_OPEN));
    assertEquals(3, real.read(pipe[0], 8));
  }

  @Test
  void reading_and_writing_outside_the_buffer_is_refused_before_the_call() {
    NativeBuffer buffer = NativeBuffer.allocate(8);
    int[] pipe = real.pipe();
    assertThrows(IndexOutOfBoundsException.class, () -> kernel.write(pipe[1], buffer, 4, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> kernel.write(pipe[1], buffer, -1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> kernel.read(pipe[0], buffer, 8, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> kernel.read(pipe[0], buffer, 0, -1));
    assertEquals("-EAGAIN", real.read(pipe[0]));
  }

  @Test
  void octets_are_read_and_written_at_their_offset() {
    NativeBuffer buffer = NativeBuffer.allocate(8);
    int[] pipe = real.pipe();
    buffer.bytes().put(3, (byte) 'x').put(4, (byte) 'y');
    assertEquals(2, kernel.write(pipe[1], buffer, 3, 2));
    assertEquals(2, kernel.read(pipe[0], buffer, 6, 2));
    assertEquals('x', buffer.bytes().get(6));
    assertEquals('y', buffer.bytes().get(7));
    assertEquals(0, buffer.bytes().position(), "positions mean nothing and stay");
    assertEquals(8, buffer.bytes().limit());
  }

  @Test
  void names_are_utf_8_whatever_the_locale() throws IOException {
    int directory = directory();
    String name = "¶ñ-\uD83D\uDC26";
    assertEquals(0, kernel.makeFifoAt(directory, name, 0600));
    assertEquals(0, kernel.statusAt(directory, name, status));
    byte[] octets = listing();
    assertEquals("C2 B6 C3 B1 2D F0 9F 90 A6", hex(octets));
    assertEquals(0, kernel.unlinkAt(directory, name));
  }

  /** The only name in the directory as octets, by a program that does not decode it. */
  private byte[] listing() throws IOException {
    Process ls = new ProcessBuilder("ls", real.directory().toString()).start();
    ls.getOutputStream().close();
    ls.getErrorStream().close();
    try (var out = ls.getInputStream()) {
      byte[] all = out.readAllBytes();
      return java.util.Arrays.copyOf(all, all.length - 1);
    }
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.ofDelimiter(" ").withUpperCase().formatHex(octets);
  }

  @Test
  void what_cannot_be_a_path_is_an_invalid_argument() {
    assertEquals(-Errno.EINVAL, real.openAt("a\0b", O_RDONLY));
    assertEquals(-Errno.EINVAL, real.openAt("half a pair \uD83D", O_RDONLY));
    assertEquals(-Errno.EINVAL, kernel.makeFifoAt(Kernel.AT_FDCWD, "\0", 0600));
    assertEquals(-Errno.EINVAL, kernel.makeDirectory("\0", 0700));
    assertEquals(-Errno.EINVAL, kernel.unlinkAt(Kernel.AT_FDCWD, "\0"));
    assertEquals(-Errno.EINVAL, kernel.removeDirectory("\0"));
    assertEquals(-Errno.EINVAL, kernel.statusAt(Kernel.AT_FDCWD, "\0", status));
    assertEquals(-Errno.ENOENT, real.openAt("", O_RDONLY));
  }

  @Test
  void a_path_may_have_4095_octets() {
    String longest = "./".repeat(2047) + "x";
    assertEquals(-Errno.ENOENT, real.openAt(longest, O_RDONLY));
    assertEquals(-Errno.ENAMETOOLONG, real.openAt("." + longest, O_RDONLY));
    assertEquals(-Errno.ENAMETOOLONG, real.openAt("x".repeat(256), O_RDONLY));
  }

  @Test
  void names_are_looked_up_in_the_directory_given() throws IOException {
    int directory = directory();
    assertEquals(0, kernel.makeFifoAt(directory, "f", 0600));
    assertTrue(Files.exists(real.directory().resolve("f")));
    real.open(kernel.openAt(directory, "f", O_RDWR | O_NONBLOCK));
    assertEquals(0, kernel.unlinkAt(directory, "f"));
    assertFalse(Files.exists(real.directory().resolve("f")));
  }

  @Test
  void status_says_what_java_says() throws IOException {
    Path file = Files.writeString(real.directory().resolve("file"), "12345");
    Files.createLink(real.directory().resolve("second"), file);
    assertEquals(0, kernel.statusAt(Kernel.AT_FDCWD, file.toString(), status));
    assertSameAs(file);
    assertTrue(status.isRegular());
    assertEquals(2, status.links());
    assertEquals(5, status.size());
    assertEquals(0, kernel.statusAt(Kernel.AT_FDCWD, real.fifo("f"), status));
    assertSameAs(Path.of(real.path("f")));
    assertTrue(status.isFifo());
    assertEquals(0, kernel.status(directory(), status));
    assertSameAs(real.directory());
    assertTrue(status.isDirectory());
    assertEquals(0700, status.permissions());
  }

  private void assertSameAs(Path file) throws IOException {
    assertEquals(attribute(file, "ino"), status.inode());
    assertEquals(attribute(file, "mode"), Integer.toUnsignedLong(status.mode()));
    assertEquals(attribute(file, "uid"), Integer.toUnsignedLong(status.owner()));
    assertEquals(attribute(file, "nlink"), status.links());
    assertEquals(kernel.userId(), status.owner());
  }

  private static long attribute(Path file, String name) throws IOException {
    Object value = Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    return ((Number) value).longValue();
  }

  @Test
  void status_by_name_does_not_follow_a_symbolic_link() throws IOException {
    Path link = real.directory().resolve("link");
    Files.createSymbolicLink(link, Path.of("nowhere"));
    assertEquals(0, kernel.statusAt(Kernel.AT_FDCWD, link.toString(), status));
    assertTrue(status.isSymbolicLink());
    assertEquals(-Errno.ELOOP, real.openAt(link.toString(), O_RDONLY | O_NOFOLLOW));
    assertEquals(0, kernel.unlinkAt(Kernel.AT_FDCWD, link.toString()));
  }

  @Test
  void the_same_file_has_the_same_identity_by_name_and_by_descriptor() {
    String path = real.fifo("f");
    kernel.statusAt(Kernel.AT_FDCWD, path, status);
    FileIdentity named = status.identity();
    kernel.status(real.open(real.openAt(path, O_RDWR | O_NONBLOCK)), status);
    assertEquals(named, status.identity());
    kernel.statusAt(Kernel.AT_FDCWD, real.fifo("g"), status);
    assertNotEquals(named, status.identity());
  }

  @Test
  void a_directory_is_locked_by_one_open_file_at_a_time() {
    int first = directory();
    int second = directory();
    assertEquals(0, kernel.lock(first));
    assertEquals(0, kernel.lock(first), "again");
    assertEquals(-Errno.EAGAIN, kernel.lock(second));
    real.close(first);
    assertEquals(0, kernel.lock(second));
  }

  @Test
  void random_numbers_do_not_repeat() {
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertTrue(drawn.add(kernel.randomLong()));
    }
  }

  @Test
  void the_clock_does_not_run_backward() {
    long before = kernel.nanoTime();
    assertTrue(kernel.nanoTime() - before >= 0);
  }

  @Test
  void a_function_that_the_system_lacks_says_so_when_it_is_called() {
    NativeCall call = NativeCall.bind("no_such_function", com.kenai.jffi.Type.SINT32);
    var e = assertThrows(UnsupportedOperationException.class, call::call);
    assertEquals("this system has no no_such_function()", e.getMessage());
  }

  @Test
  void a_pipe_made_the_portable_way_is_no_different() throws IOException {
    int[] two = new int[2];
    assertEquals(0, PortablePipe.open(two, O_NONBLOCK));
    for (int fd : two) {
      real.open(fd);
      assertEquals(O_CLOEXEC_OCTAL | O_NONBLOCK, flagsOf(fd) & (O_CLOEXEC_OCTAL | O_NONBLOCK));
    }
    assertEquals(0, PortablePipe.open(two, 0));
    for (int fd : two) {
      real.open(fd);
      assertEquals(O_CLOEXEC_OCTAL, flagsOf(fd) & (O_CLOEXEC_OCTAL | O_NONBLOCK));
    }
  }

  @Test
  void by_name_flags_and_errors_translate_to_themselves_here() {
    int all = O_RDWR | O_NONBLOCK | O_DIRECTORY | O_NOFOLLOW | OpenFlags.O_CLOEXEC;
    assertEquals(all, Platform.Translation.openFlags(all));
    assertEquals(Errno.EAGAIN, Platform.Translation.errno(Errno.EAGAIN));
    assertEquals(Errno.ELOOP, Platform.Translation.errno(Errno.ELOOP));
    assertEquals(Errno.EIO, Platform.Translation.errno(Errno.ENOENT + 1), "ESRCH, not listed");
  }
}
