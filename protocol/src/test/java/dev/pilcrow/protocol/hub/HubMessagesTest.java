package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubMessagesTest {
  private static final int ROOM = Wire.MAX_PAYLOAD - "who ".length();

  @Test
  void a_list_of_names_that_fills_a_frame_is_whole_and_one_octet_more_makes_a_second_part() {
    String names = "x".repeat(ROOM);
    assertEquals(List.of("hub¶who " + names + "\n"), frames(names));
    assertEquals(List.of("hub+¶who " + names + "\n", "hub+.¶y\n"), frames(names + "y"));
  }

  @Test
  void the_length_of_a_list_is_told_beforehand() {
    for (List<String> names :
        List.of(List.<String>of(), List.of("alice"), List.of("alice", "bob"))) {
      assertEquals(
          String.join(" ", cons("who", names)).length(),
          HubMessages.whoLength(names),
          names::toString);
    }
  }

  private static List<String> frames(String names) {
    List<String> frames = new ArrayList<>();
    new HubMessages(HubFixture.CHAT).who(List.of(names), frame -> frames.add(encoded(frame)));
    return frames;
  }

  private static String encoded(OutgoingFrame frame) {
    ByteBuffer out = ByteBuffer.allocate(Wire.MAX_FRAME);
    return new String(out.array(), 0, frame.encode(out, 0), UTF_8);
  }

  private static List<String> cons(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }
}
