package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a hub listens, and where it refuses to. */
class HubPlacesIT {
  private static final int NOBODY = 65534;

  @RegisterExtension final Stage stage = new Stage();

  // ---- accepted ----

  @Test
  void a_missing_directory_is_made_private() throws IOException {
    HubProcess hub = stage.hub();
    assertEquals("rwx------", mode(hub.directory()));
    assertEquals("rw-------", mode(hub.inbox()));
  }

  @Test
  void blanks_and_letters_of_every_script_may_be_in_its_path() {
    Path directory = stage.path("un répertoire ¶ 日本 'x' $y");
    HubProcess hub = stage.hubIn(directory, "--mode", "echo", "--classic");
    WireClient alice = stage.join(hub, "alice");
    alice.say("hello");
    alice.expect("alice¶hello");
    Peer bob = stage.bashClient(hub, "bob");
    bob.type("hi");
    bob.expect("bob¶hi");
    bob.leave();
  }

  @Test
  void a_classic_path_with_such_letters_gives_a_plain_name() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    Path fifo = stage.path("l'élève 1");
    Peer pupil = stage.python("classic_client.py", hub.inbox(), fifo);
    pupil.type("présent");
    pupil.expect("présent");
    hub.awaitLog("joined l___l__ve_1 classic " + fifo);
    pupil.leave();
  }

  @Test
  void the_default_directory_is_in_the_runtime_directory() {
    ProcessBuilder command = stage.command(stage.pilcrowCommand("hub"));
    command.environment().put("XDG_RUNTIME_DIR", stage.directory("run").toString());
    HubProcess hub = stage.hubOf(command, stage.path("run").resolve("pilcrow"));
    hub.awaitListening();
    WireClient alice = stage.join(hub, "alice");
    alice.say("hello");
    alice.expect("alice¶hello");
  }

  @Test
  void what_a_killed_hub_left_is_taken_over() {
    HubProcess first = stage.hub("--mode", "echo");
    WireClient orphan = stage.join(first, "orphan");
    first.kill();
    orphan.expectEnd();
    orphan.close();
    assertEquals(List.of("hub", "orphan"), first.names());
    stage.expectLeftover(orphan.path()); // the next hub does not know it, and so does not touch it

    HubProcess second = stage.hubIn(first.directory(), "--mode", "echo");
    WireClient alice = stage.join(second, "alice");
    alice.say("hello");
    alice.expect("alice¶hello");
  }

  @Test
  void the_next_hub_knows_no_token_of_the_one_before() {
    HubProcess first = stage.hub("--mode", "echo");
    WireClient alice = stage.join(first, "alice");
    first.kill();
    HubProcess second = stage.hubIn(first.directory(), "--mode", "echo");
    alice.close();
    stage.expectLeftover(alice.path());
    WireClient bob = stage.join(second, "bob");
    bob.write(alice.token() + "¶an old word\n");
    second.awaitLog("violation -: unknown token");
    bob.say("hello");
    bob.expect("bob¶hello");
  }

  // ---- refused ----

  @Test
  void a_second_hub_is_refused_and_the_first_unharmed() {
    HubProcess first = stage.hub("--mode", "echo");
    WireClient alice = stage.join(first, "alice");
    assertRefused(
        first.directory(),
        "another hub runs in " + first.directory() + ": stop it or choose another directory");
    Peer bare = stage.pilcrow("hub", "--bare", "--dir", first.directory().toString());
    assertEquals(1, bare.exitCode());
    alice.say("hello");
    alice.expect("alice¶hello");
    stage.join(first, "bob");
  }

  @Test
  void a_regular_file_in_its_place_stays_as_it_is() throws IOException {
    Path directory = privateDirectory();
    Files.writeString(directory.resolve("hub"), "precious");
    assertInboxRefused(directory, "is not a FIFO");
    assertEquals("precious", Files.readString(directory.resolve("hub")));
  }

  @Test
  void a_symbolic_link_in_its_place_is_not_followed() throws IOException {
    Path directory = privateDirectory();
    Path target = stage.path("target");
    WireClient.makeFifo(target, 0600);
    stage.expectLeftover(target);
    Files.createSymbolicLink(directory.resolve("hub"), target);
    assertInboxRefused(directory, "is not a FIFO");
    assertTrue(Files.isSymbolicLink(directory.resolve("hub")));
  }

  @Test
  void a_dangling_symbolic_link_in_its_place_makes_nothing() throws IOException {
    Path directory = privateDirectory();
    Files.createSymbolicLink(directory.resolve("hub"), stage.path("nothing"));
    assertInboxRefused(directory, "is not a FIFO");
    assertTrue(Files.notExists(stage.path("nothing")));
  }

  @Test
  void a_directory_in_its_place_is_refused() throws IOException {
    Path directory = privateDirectory();
    Files.createDirectory(directory.resolve("hub"));
    assertInboxRefused(directory, "is not a FIFO");
  }

  @Test
  void a_fifo_with_another_name_is_refused() throws IOException {
    Path directory = privateDirectory();
    fifo(directory, 0600);
    Files.createLink(stage.path("other name"), directory.resolve("hub"));
    stage.expectLeftover(stage.path("other name"));
    assertInboxRefused(directory, "has further names");
  }

  @Test
  void a_fifo_that_others_may_use_is_refused() throws IOException {
    Path directory = privateDirectory();
    fifo(directory, 0600);
    Files.setPosixFilePermissions(
        directory.resolve("hub"), PosixFilePermissions.fromString("rw--w----"));
    assertInboxRefused(directory, "is accessible to others");
  }

  @Test
  void somebody_elses_fifo_is_refused() throws IOException {
    Programs.requireRoot();
    Path directory = privateDirectory();
    fifo(directory, 0600);
    Files.setAttribute(directory.resolve("hub"), "unix:uid", NOBODY);
    assertInboxRefused(directory, "belongs to another user");
    assertEquals(Map.of("uid", NOBODY), Files.readAttributes(directory.resolve("hub"), "unix:uid"));
  }

  @Test
  void a_directory_that_others_may_write_to_is_refused() throws IOException {
    Path directory = stage.directory("shared");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused(
        directory,
        directory
            + ": can be written by others (mode 0777): run `chmod 700` on it or choose another directory");
    assertEquals("rwxrwxrwx", mode(directory));
  }

  @Test
  void somebody_elses_directory_is_refused() throws IOException {
    Programs.requireRoot();
    Path directory = privateDirectory();
    Files.setAttribute(directory, "unix:uid", NOBODY);
    assertRefused(
        directory,
        directory + ": belongs to user " + NOBODY + ", not to you: choose another directory");
  }

  @Test
  void a_symbolic_link_to_a_directory_is_refused() throws IOException {
    Path link = Files.createSymbolicLink(stage.path("link"), privateDirectory());
    assertRefused(link, link + ": is a symbolic link: name what it leads to instead");
  }

  @Test
  void a_file_as_its_directory_is_refused() {
    Path file = stage.file("file", "precious");
    assertRefused(file, file + ": is not a directory: choose another directory");
    assertEquals("precious", stage.read(file));
  }

  @Test
  void a_directory_below_nothing_is_refused() {
    Path directory = stage.path("nothing").resolve("below");
    assertRefused(
        directory,
        directory
            + ": no such file or directory (mkdir: ENOENT): "
            + stage.path("nothing")
            + " is missing: make it or choose another directory");
  }

  private void assertInboxRefused(Path directory, String why) {
    Path inbox = directory.resolve("hub");
    assertRefused(directory, inbox + " " + why + ": move it away or choose another directory");
    assertTrue(Files.exists(inbox, LinkOption.NOFOLLOW_LINKS), "it is still there");
    stage.expectLeftover(inbox);
  }

  /** A hub says one line of why, and ends with 1. */
  private void assertRefused(Path directory, String message) {
    Peer refused = stage.pilcrow("hub", "--dir", directory.toString());
    assertEquals(1, refused.exitCode(), refused::report);
    assertEquals(List.of("pilcrow hub: " + message), refused.errors());
    assertEquals(List.of(), refused.output());
  }

  private Path privateDirectory() throws IOException {
    Path directory = stage.directory("private");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    return directory;
  }

  private void fifo(Path directory, int mode) {
    WireClient.makeFifo(directory.resolve("hub"), mode);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
  }
}
