package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FifoTest {
  private static final int SOMEBODY_ELSE = 65_533;

  @RegisterExtension final RealKernel real = new RealKernel();

  private int directory;

  @BeforeEach
  void openDirectory() {
    directory =
        real.open(
            real.openAt(real.directory().toString(), OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY));
  }

  /** The ways to open one. */
  enum Way {
    TO_WRITE,
    TO_WRITE_WHATEVER_MODE,
    TO_READ,
    TO_READ_FRESH;

    OpenResult open(Kernel kernel, int directory, String name) {
      return switch (this) {
        case TO_WRITE -> Fifo.openForWriting(kernel, directory, name);
        case TO_WRITE_WHATEVER_MODE -> Fifo.openForWritingWhateverMode(kernel, directory, name);
        case TO_READ -> Fifo.openOrMakeForReading(kernel, directory, name, true);
        case TO_READ_FRESH -> Fifo.makeForReading(kernel, directory, name);
      };
    }
  }

  private Path file(String name) {
    return real.directory().resolve(name);
  }

  private OpenResult fresh(String name) {
    OpenResult result = Fifo.makeForReading(real.kernel, directory, name);
    real.open(result);
    return result;
  }

  private OpenOutcome writing(String name) {
    OpenResult result = Fifo.openForWriting(real.kernel, directory, name);
    if (result.isOpen()) {
      real.open(result.descriptor());
    }
    return result.outcome();
  }

  /** Opening it that way is refused, nothing is open, and the entry is what it was. */
  private void assertRefused(OpenOutcome expected, Way way, String name) throws IOException {
    Object before = key(name);
    OpenResult result = way.open(real.kernel, directory, name);
    assertEquals(expected, result.outcome());
    assertEquals(-1, result.descriptor());
    assertEquals(before, key(name));
  }

  private Object key(String name) throws IOException {
    return Files.getAttribute(file(name), "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  @ParameterizedTest
  @EnumSource
  void a_regular_file_is_refused_and_not_touched(Way way) throws IOException {
    Files.writeString(file("regular"), "precious");
    assertRefused(OpenOutcome.NOT_A_FIFO, way, "regular");
    assertEquals("precious", Files.readString(file("regular")));
  }

  @ParameterizedTest
  @EnumSource
  void a_directory_is_refused(Way way) throws IOException {
    Files.createDirectory(file("sub"));
    assertRefused(OpenOutcome.NOT_A_FIFO, way, "sub");
  }

  @ParameterizedTest
  @EnumSource
  void a_symbolic_link_is_refused_even_one_to_a_fifo(Way way) throws IOException {
    real.fifo("f");
    Files.createSymbolicLink(file("link"), file("f"));
    assertRefused(OpenOutcome.NOT_A_FIFO, way, "link");
    Files.createSymbolicLink(file("dangling"), file("nowhere"));
    assertRefused(OpenOutcome.NOT_A_FIFO, way, "dangling");
  }

  @ParameterizedTest
  @EnumSource
  void a_fifo_with_a_second_name_is_refused(Way way) throws IOException {
    real.fifo("f");
    Files.createLink(file("second"), file("f"));
    assertRefused(OpenOutcome.LINKED, way, "f");
    assertRefused(OpenOutcome.LINKED, way, "second");
  }

  @ParameterizedTest
  @EnumSource
  void a_fifo_of_somebody_else_is_refused(Way way) throws IOException {
    assumeTrue(real.kernel.userId() == 0, "only root can give a file away");
    real.fifo("f");
    Files.setAttribute(file("f"), "unix:uid", SOMEBODY_ELSE);
    assertRefused(OpenOutcome.NOT_OURS, way, "f");
  }

  @ParameterizedTest
  @EnumSource(names = {"TO_WRITE", "TO_READ"})
  void a_fifo_that_others_may_use_is_refused(Way way) throws IOException {
    for (String mode : new String[] {"rw-r--r--", "rw--w----", "rw------x"}) {
      real.fifo(mode);
      Files.setPosixFilePermissions(file(mode), PosixFilePermissions.fromString(mode));
      assertRefused(OpenOutcome.WRONG_MODE, way, mode);
    }
  }

  @Test
  void where_the_mode_does_not_matter_it_does_not() throws IOException {
    String path = real.fifo("f");
    Files.setPosixFilePermissions(file("f"), PosixFilePermissions.fromString("rw-rw-rw-"));
    real.open(real.openAt(path, OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
    real.open(Fifo.openForWritingWhateverMode(real.kernel, Kernel.AT_FDCWD, path));
  }

  @Test
  void a_missing_one_is_missing_and_none_is_made() {
    assertEquals(OpenOutcome.MISSING, writing("gone"));
    assertFalse(Files.exists(file("gone")));
  }

  @Test
  void a_name_that_cannot_be_is_an_error_of_the_system() {
    OpenResult result = Fifo.openForWriting(real.kernel, directory, "x".repeat(300));
    assertEquals(OpenOutcome.SYSTEM, result.outcome());
    assertEquals(Errno.ENAMETOOLONG, result.errno());
    assertEquals("cannot be opened: file name too long", result.text());
    assertEquals(Errno.EINVAL, Fifo.makeForReading(real.kernel, directory, "nul\0").errno());
  }

  @Test
  void without_a_reader_it_cannot_be_written_to() {
    real.fifo("f");
    assertEquals(OpenOutcome.NO_READER, writing("f"));
  }

  @Test
  void a_fresh_one_is_private_and_can_be_written_to() {
    OpenResult reader = fresh("f");
    FileStatus status = new FileStatus();
    real.kernel.statusAt(directory, "f", status);
    assertEquals(0600, status.permissions());
    assertEquals(status.identity(), reader.identity());
    OpenResult writer = Fifo.openForWriting(real.kernel, directory, "f");
    assertEquals(reader.identity(), writer.identity());
    real.write(real.open(writer), "hello");
    assertEquals("hello", real.read(reader.descriptor()));
  }

  @Test
  void a_stale_one_is_replaced_by_a_fresh_one() throws IOException {
    String path = real.fifo("f");
    int dead = real.open(real.openAt(path, OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
    int writer = real.open(Fifo.openForWriting(real.kernel, directory, "f"));
    real.write(writer, "for the dead");
    real.close(dead);
    FileIdentity before = Fifo.identify(real.kernel, directory, "f");
    OpenResult heir = fresh("f");
    assertNotEquals(before, heir.identity());
    assertEquals("", real.read(heir.descriptor()), "none of what the dead was owed");
  }

  @Test
  void a_stale_one_of_whatever_mode_is_replaced() throws IOException {
    real.fifo("f");
    Files.setPosixFilePermissions(file("f"), PosixFilePermissions.fromString("rw-r--r--"));
    fresh("f");
  }

  @Test
  void one_that_is_read_is_in_use_and_stays() throws IOException {
    OpenResult holder = fresh("f");
    assertRefused(OpenOutcome.IN_USE, Way.TO_READ_FRESH, "f");
    assertEquals(holder.identity(), Fifo.identify(real.kernel, directory, "f"));
  }

  @Test
  void an_inbox_that_exists_is_used_again_and_never_ends() {
    String path = real.fifo("hub");
    int left = real.open(real.openAt(path, OpenFlags.O_RDWR | OpenFlags.O_NONBLOCK));
    real.write(left, "left over");
    int inbox = real.open(Fifo.openOrMakeForReading(real.kernel, directory, "hub", true));
    real.close(left);
    assertEquals("left over", real.read(inbox));
    assertEquals("-EAGAIN", real.read(inbox));
  }

  @Test
  void an_inbox_that_may_end_gives_nothing_without_writers() {
    int inbox = real.open(Fifo.openOrMakeForReading(real.kernel, directory, "hub", false));
    assertEquals("", real.read(inbox));
  }

  @Test
  void only_the_own_file_is_unlinked() {
    OpenResult first = fresh("f");
    real.kernel.unlinkAt(directory, "f");
    OpenResult second = fresh("f");
    assertFalse(Fifo.unlinkIfStill(real.kernel, directory, "f", first.identity()));
    assertTrue(Files.exists(file("f")));
    assertTrue(Fifo.unlinkIfStill(real.kernel, directory, "f", second.identity()));
    assertFalse(Files.exists(file("f")));
    assertFalse(Fifo.unlinkIfStill(real.kernel, directory, "f", second.identity()));
    assertFalse(Fifo.unlinkIfStill(real.kernel, directory, "f", OpenResult.NOTHING));
    assertNull(Fifo.identify(real.kernel, directory, "f"));
  }

  @Test
  void opening_does_not_wait_for_the_other_side() {
    fresh("f");
    assertEquals(OpenOutcome.OPENED, writing("f"));
  }
}
