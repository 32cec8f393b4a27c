package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What may stand in the place of a client's FIFO, before it registers and after: the hub opens,
 * overwrites and removes nothing but the FIFOs of its clients.
 */
class ClientNamesIT {
  private static final int NOBODY = 65534;

  @RegisterExtension final Stage stage = new Stage();

  private HubProcess hub;
  private WireClient alice;

  @BeforeEach
  void one_client_that_must_not_notice() {
    hub = stage.hub("--mode", "echo", "--classic");
    alice = stage.join(hub, "alice");
  }

  // ---- before it registers ----

  @Test
  void a_regular_file_is_not_written_to() throws IOException {
    Path file = Files.writeString(hub.directory().resolve("mallory"), "precious");
    assertNotOpened("mallory", "is not a FIFO");
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void a_symbolic_link_is_not_followed() throws IOException {
    WireClient target = stage.client(stage.directory("elsewhere"), "target");
    Path link = Files.createSymbolicLink(hub.directory().resolve("mallory"), target.path());
    assertNotOpened("mallory", "is not a FIFO");
    assertTrue(Files.isSymbolicLink(link));
    stage.expectLeftover(target.path());
  }

  @Test
  void a_symbolic_link_to_a_client_of_the_hub_is_not_followed() throws IOException {
    Files.createSymbolicLink(hub.directory().resolve("mallory"), Path.of("alice"));
    assertNotOpened("mallory", "is not a FIFO");
  }

  @Test
  void a_directory_is_not_opened() throws IOException {
    Files.createDirectory(hub.directory().resolve("mallory"));
    assertNotOpened("mallory", "is not a FIFO");
  }

  @Test
  void a_fifo_with_another_name_is_not_opened() throws IOException {
    WireClient mallory = stage.client(hub.directory(), "mallory");
    Path other = Files.createLink(stage.path("other name"), mallory.path());
    assertNotOpened("mallory", "has further names");
    stage.expectLeftover(other);
  }

  @Test
  void a_fifo_that_others_may_use_is_not_opened() throws IOException {
    WireClient mallory = stage.client(hub.directory(), "mallory");
    Files.setPosixFilePermissions(mallory.path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertNotOpened("mallory", "is accessible to others");
  }

  @Test
  void somebody_elses_fifo_is_not_opened() throws IOException {
    Programs.requireRoot();
    WireClient mallory = stage.client(hub.directory(), "mallory");
    Files.setAttribute(mallory.path(), "unix:uid", NOBODY);
    assertNotOpened("mallory", "belongs to another user");
    assertEquals(Map.of("uid", NOBODY), Files.readAttributes(mallory.path(), "unix:uid"));
  }

  @Test
  void the_inbox_itself_is_nobodys_name() {
    alice.write("¶hub\n¶everyone\n");
    hub.awaitLog(2, "violation -: reserved name");
    assertAliceUnharmed();
  }

  @Test
  void what_is_no_name_is_not_looked_for() throws IOException {
    Path outside = Files.writeString(stage.path("outside"), "precious");
    for (String name : new String[] {"../outside", "é", "a b", "-dash", "", "x".repeat(65)}) {
      alice.write("¶" + name + "\n");
    }
    hub.awaitLog(6, "violation -: bad name");
    assertEquals("precious", Files.readString(outside));
    assertAliceUnharmed();
  }

  @Test
  void a_classic_path_that_is_a_file_is_not_written_to() throws IOException {
    Path file = stage.file("classic", "precious");
    alice.write("¶" + file);
    hub.awaitLog("not-opened classic: is not a FIFO");
    assertEquals("precious", Files.readString(file));
    assertAliceUnharmed();
  }

  @Test
  void somebody_elses_classic_fifo_is_not_opened() throws IOException {
    Programs.requireRoot();
    WireClient mallory = stage.client(stage.directory("elsewhere"), "mallory");
    Files.setAttribute(mallory.path(), "unix:uid", NOBODY);
    alice.write("¶" + mallory.path());
    hub.awaitLog("not-opened mallory: belongs to another user");
    stage.expectLeftover(mallory.path());
    assertAliceUnharmed();
  }

  @Test
  void a_name_in_use_is_not_given_away() {
    WireClient again = WireClient.stranger(hub.directory());
    again.write("¶alice\n");
    assertAliceUnharmed(); // her own FIFO has her name: a registration said twice means nothing
    again.close();
    hub.shutDown();
    assertEquals(1, hub.counter("joined"));
  }

  @Test
  void who_takes_a_name_in_use_by_force_is_told_and_the_holder_stays() throws IOException {
    Files.delete(alice.path());
    WireClient thief = stage.client(hub.directory(), "alice");
    thief.write("¶alice\n");
    thief.expect("hub¶error name-taken alice is in use: choose another name");
    thief.expectEnd();
    hub.awaitLog("refused alice: name-taken");
    assertAliceUnharmed();
    stage.expectLeftover(thief.path());
  }

  // ---- after it registered ----

  @Test
  void a_client_whose_name_was_deleted_goes_on() throws IOException {
    Files.delete(alice.path());
    assertAliceUnharmed();
    alice.goodbye();
    alice.expect("hub¶bye disconnect");
    alice.expectEnd();
    hub.awaitLog("left alice: said goodbye");
  }

  @Test
  void a_file_that_took_a_clients_name_survives_its_goodbye() throws IOException {
    Files.delete(alice.path());
    Files.writeString(alice.path(), "precious");
    assertAliceUnharmed();
    alice.goodbye();
    alice.expect("hub¶bye disconnect");
    alice.expectEnd();
    assertEquals("precious", Files.readString(alice.path()));
  }

  @Test
  void a_fifo_that_took_a_clients_name_survives_its_death() throws IOException {
    Files.delete(alice.path());
    WireClient other = stage.client(hub.directory(), "alice");
    alice.close();
    hub.awaitLog("left alice: reader gone");
    hub.shutDown();
    assertTrue(Files.exists(other.path()));
    stage.expectLeftover(other.path());
  }

  @Test
  void a_file_that_took_a_clients_name_survives_the_hub() throws IOException {
    Files.delete(alice.path());
    Files.writeString(alice.path(), "precious");
    hub.shutDown();
    assertEquals("precious", Files.readString(alice.path()));
    alice.expect("hub¶bye shutdown");
    alice.expectEnd();
  }

  @Test
  void a_file_that_took_the_hubs_name_survives_the_hub() throws IOException {
    Files.delete(hub.inbox());
    Files.writeString(hub.inbox(), "precious");
    hub.terminate();
    assertEquals(0, hub.exitCode());
    assertEquals("precious", Files.readString(hub.inbox()));
  }

  private void assertNotOpened(String name, String why) {
    alice.write("¶" + name + "\n");
    hub.awaitLog("not-opened " + name + ": " + why);
    Path path = hub.directory().resolve(name);
    assertTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS), "it is still there");
    stage.expectLeftover(path);
    assertAliceUnharmed();
  }

  private void assertAliceUnharmed() {
    alice.say("are we well?");
    alice.expect("alice¶are we well?");
  }
}
