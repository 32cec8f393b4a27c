package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.protocol.frame.Frame.Address;
import dev.pilcrow.protocol.frame.Frame.Data;
import dev.pilcrow.protocol.frame.Frame.Disconnect;
import dev.pilcrow.protocol.frame.Frame.Registration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FrameTest {

  private static final Address ALICE = new Address("alice", null, Part.WHOLE);

  @Test
  void frames_of_the_same_octets_are_equal() {
    assertEquals(new Data(ALICE, octets("x")), new Data(ALICE, octets("x")));
    assertEquals(new Data(ALICE, octets("x")).hashCode(), new Data(ALICE, octets("x")).hashCode());
    assertNotEquals(new Data(ALICE, octets("x")), new Data(ALICE, octets("y")));
    assertNotEquals(
        new Data(ALICE, octets("x")),
        new Data(new Address("alice", "bob", Part.WHOLE), octets("x")));

    Registration registration = new Registration("alice", octets("¶a"));
    assertEquals(registration, new Registration("alice", octets("¶a")));
    assertEquals(registration.hashCode(), new Registration("alice", octets("¶a")).hashCode());
    assertNotEquals(registration, new Registration("alice"));
    assertNotEquals(registration, new Registration("bob", octets("¶a")));
  }

  @Test
  void a_frame_is_not_changed_by_changing_what_it_was_made_of_or_gives() {
    byte[] octets = octets("¶a");
    Data data = new Data(ALICE, octets);
    Registration registration = new Registration("alice", octets);
    octets[2] = 'b';
    data.payload()[2] = 'c';
    registration.options()[2] = 'c';
    assertArrayEquals(octets("¶a"), data.payload());
    assertArrayEquals(octets("¶a"), registration.options());
  }

  @Test
  void a_frame_is_shown_as_it_is_on_the_wire() {
    assertEquals("¶alice", new Registration("alice").toString());
    assertEquals("alice¶", new Disconnect("alice").toString());
    assertEquals(
        "alice@bob+.¶a b<c2><b6><00>",
        new Data(new Address("alice", "bob", Part.LAST), octets("a b¶\0")).toString());
  }

  @Test
  void what_the_wire_cannot_carry_is_no_frame() {
    refuses(() -> new Registration("a b"));
    refuses(() -> new Registration("alice", octets("a")));
    refuses(() -> new Disconnect(""));
    refuses(() -> new Address("a@b", null, Part.WHOLE));
    refuses(() -> new Address("alice", "bob+", Part.WHOLE));
    refuses(() -> new Data(ALICE, new byte[0]));
    refuses(() -> new Data(ALICE, new byte[3841]));
    refuses(() -> new Data(ALICE, octets("a\nb")));
  }

  private static byte[] octets(String text) {
    return text.getBytes(UTF_8);
  }

  private static void refuses(Executable mistake) {
    assertThrows(IllegalArgumentException.class, mistake);
  }
}
