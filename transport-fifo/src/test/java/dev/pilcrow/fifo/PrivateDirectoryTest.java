package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateDirectoryTest {
  private static final int SOMEBODY_ELSE = 65_533;

  @RegisterExtension final RealKernel real = new RealKernel();

  private String refusal(String path) {
    Exception refused =
        assertThrows(
            UnsafeDirectoryException.class, () -> PrivateDirectory.openOrMake(real.kernel, path));
    return String.valueOf(refused.getMessage());
  }

  @Test
  void a_missing_one_is_made_for_nobody_else() throws IOException {
    Path path = real.directory().resolve("d");
    try (PrivateDirectory directory = PrivateDirectory.openOrMake(real.kernel, path.toString())) {
      assertEquals("rwx------", mode(path));
      assertEquals(path.toString(), directory.path());
      assertEquals(path + "/hub", directory.pathOf("hub"));
    }
    assertTrue(Files.exists(path), "closing removes nothing");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void one_that_exists_is_opened_as_it_is() throws IOException {
    Files.setPosixFilePermissions(real.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateDirectory.openOrMake(real.kernel, real.directory().toString()).close();
    PrivateDirectory.open(real.kernel, real.directory().toString()).close();
    assertEquals("rwxr-xr-x", mode(real.directory()));
  }

  @Test
  void a_missing_one_is_an_error_for_who_only_opens() {
    SystemCallException e =
        assertThrows(
            SystemCallException.class, () -> PrivateDirectory.open(real.kernel, real.path("gone")));
    assertEquals(Errno.ENOENT, e.errno());
    assertEquals(
        real.path("gone") + ": no such file or directory (openat: ENOENT)", e.getMessage());
  }

  @Test
  void no_directories_above_it_are_made() {
    SystemCallException e =
        assertThrows(
            SystemCallException.class,
            () -> PrivateDirectory.openOrMake(real.kernel, real.path("gone/d")));
    assertEquals("mkdir", e.call());
    assertEquals(Errno.ENOENT, e.errno());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone/d", "gone/d/", "gone/by/far/d"})
  void the_first_that_is_missing_of_those_above_is_named(String path) {
    SystemCallException e =
        assertThrows(
            SystemCallException.class,
            () -> PrivateDirectory.openOrMake(real.kernel, real.directory() + "/" + path));
    assertTrue(
        String.valueOf(e.getMessage())
            .endsWith(
                ": " + real.path("gone") + " is missing: make it or choose another directory"),
        e::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void one_that_others_can_write_to_is_refused(String mode) throws IOException {
    Files.setPosixFilePermissions(real.directory(), PosixFilePermissions.fromString(mode));
    assertTrue(refusal(real.directory().toString()).contains("can be written by others (mode 07"));
    assertTrue(
        refusal(real.directory().toString())
            .endsWith("): run `chmod 700` on it or choose another directory"));
    assertEquals(mode, mode(real.directory()));
  }

  @Test
  void the_directory_for_everybodys_temporary_files_is_refused() {
    String message = refusal("/tmp");
    assertTrue(message.startsWith("/tmp: "), message);
  }

  @Test
  void one_of_somebody_else_is_refused() throws IOException {
    assumeTrue(real.kernel.userId() == 0, "only root can give a directory away");
    Path path = Files.createDirectory(real.directory().resolve("d"));
    Files.setAttribute(path, "unix:uid", SOMEBODY_ELSE);
    assertEquals(
        path + ": belongs to user 65533, not to you: choose another directory",
        refusal(path.toString()));
  }

  @Test
  void a_regular_file_is_refused_and_not_touched() throws IOException {
    Path file = Files.writeString(real.directory().resolve("d"), "precious");
    assertEquals(file + ": is not a directory: choose another directory", refusal(file.toString()));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void a_fifo_is_refused_without_waiting_for_its_writer() {
    assertEquals(
        real.fifo("d") + ": is not a directory: choose another directory", refusal(real.path("d")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "///"})
  void a_symbolic_link_is_refused_even_one_to_a_private_directory(String end) throws IOException {
    Path target = Files.createDirectory(real.directory().resolve("target"));
    Path link = Files.createSymbolicLink(real.directory().resolve("d"), target);
    assertEquals(link + ": is a symbolic link: name what it leads to instead", refusal(link + end));
    assertThrows(
        UnsafeDirectoryException.class, () -> PrivateDirectory.open(real.kernel, link + end));
  }

  @Test
  void names_stay_in_the_directory_that_was_checked_whatever_happens_to_its_path()
      throws IOException {
    Path path = real.directory().resolve("d");
    try (PrivateDirectory directory = PrivateDirectory.openOrMake(real.kernel, path.toString())) {
      Files.move(path, real.directory().resolve("moved"));
      Files.createDirectory(path);
      assertEquals(0, real.kernel.makeFifoAt(directory.descriptor(), "f", 0600));
      assertTrue(Files.exists(real.directory().resolve("moved/f")));
      assertFalse(Files.exists(path.resolve("f")));
    }
  }

  @Test
  void it_is_locked_once_until_it_is_closed() throws IOException {
    String path = real.path("d");
    PrivateDirectory first = PrivateDirectory.openOrMake(real.kernel, path);
    try (PrivateDirectory second = PrivateDirectory.openOrMake(real.kernel, path)) {
      assertTrue(first.lock());
      assertTrue(first.lock());
      assertFalse(second.lock());
      first.close();
      first.close();
      assertTrue(second.lock());
    }
  }

  @Test
  void the_default_lies_in_the_runtime_directory_or_else_below_tmp() {
    assertEquals("/run/user/7/pilcrow", PrivateDirectory.defaultPath("/run/user/7", 7));
    assertEquals("/tmp/pilcrow-7", PrivateDirectory.defaultPath(null, 7));
    assertEquals("/tmp/pilcrow-7", PrivateDirectory.defaultPath("", 7));
    assertEquals("/tmp/pilcrow-7", PrivateDirectory.defaultPath("relative", 7));
    assertEquals("/tmp/pilcrow-4294967295", PrivateDirectory.defaultPath(null, -1));
  }

  @Test
  void a_path_that_ends_with_a_slash_gets_no_second_one() throws IOException {
    try (PrivateDirectory directory =
        PrivateDirectory.openOrMake(real.kernel, real.path("d") + "/")) {
      assertEquals(real.path("d") + "/hub", directory.pathOf("hub"));
    }
  }
}
