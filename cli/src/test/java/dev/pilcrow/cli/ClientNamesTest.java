package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClientNamesTest {
  @Property
  void whatever_the_user_is_called_it_becomes_a_name_with_room_for_two_numbers(
      @ForAll String user) {
    String name = ClientNames.ofUser(user) + "-4194304-99";

    assertTrue(Names.isName(name), name);
    assertFalse(Names.isReserved(ClientNames.ofUser(user)));
  }

  @Test
  void a_user_without_a_name_or_with_a_reserved_one_gets_another() {
    assertEquals("user", ClientNames.ofUser("?"));
    assertEquals("user", ClientNames.ofUser(""));
    assertEquals("hub-user", ClientNames.ofUser("hub"));
    assertEquals("j_rg.m", ClientNames.ofUser("j@rg.m"));
  }

  @Test
  void a_chosen_name_is_tried_alone() {
    assertEquals(List.of("alice"), all(ClientNames.forConversation("alice")));
    assertEquals(List.of("alice"), all(ClientNames.forOneShot("alice")));
  }

  @Test
  void the_users_name_is_followed_by_numbers() {
    String user = ClientNames.ofUser(System.getProperty("user.name"));

    List<String> names = all(ClientNames.forConversation(null));

    assertEquals(List.of(user, user + "-2", user + "-3"), names.subList(0, 3));
    assertEquals(ClientNames.MAX_TRIED, names.size());
    assertEquals(user + "-99", names.get(98));
  }

  @Test
  void a_one_shot_command_leaves_the_users_own_name_free() {
    String base =
        ClientNames.ofUser(System.getProperty("user.name")) + "-" + ProcessHandle.current().pid();

    assertEquals(List.of(base, base + "-2"), all(ClientNames.forOneShot(null)).subList(0, 2));
  }

  private static List<String> all(ClientNames names) {
    List<String> all = new ArrayList<>();
    names.forEachRemaining(all::add);
    assertThrows(NoSuchElementException.class, names::next);
    return all;
  }
}
