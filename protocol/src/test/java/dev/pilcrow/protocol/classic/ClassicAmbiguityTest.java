package dev.pilcrow.protocol.classic;

import static dev.pilcrow.protocol.classic.ClassicAmbiguity.NATIVE_REGISTRATION;
import static dev.pilcrow.protocol.classic.ClassicAmbiguity.PATH;
import static dev.pilcrow.protocol.classic.ClassicAmbiguity.PILCROW_SLASH;
import static dev.pilcrow.protocol.classic.ClassicAmbiguity.STRANGER_BEHIND;
import static dev.pilcrow.protocol.classic.ClassicAmbiguity.TOKEN;
import static dev.pilcrow.protocol.classic.WrittenFrame.PILCROW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.classic.WrittenFrame.Native;
import dev.pilcrow.protocol.classic.WrittenFrame.Registers;
import dev.pilcrow.protocol.classic.WrittenFrame.Says;
import dev.pilcrow.protocol.classic.WrittenFrame.SaysGoodbye;
import dev.pilcrow.protocol.classic.WrittenFrame.Stranger;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What becomes of each listed ambiguity. {@code /a}, {@code /b} and {@code /tmp/a} are registered.
 */
class ClassicAmbiguityTest {
  private static final List<String> PATHS = List.of("/a", "/b", "/tmp/a");
  private static final String ALICE = "0123456789abcdef";

  @Test
  void a_pilcrow_and_a_slash_in_a_text_are_a_registration() {
    reads(PILCROW_SLASH, write(says("/a", "look: ¶/etc")), "/a says look: ", "registers /etc");
  }

  @Test
  void so_is_a_final_pilcrow_and_the_next_frames_path_and_that_frame_is_lost() {
    reads(
        PILCROW_SLASH,
        write(says("/a", "look: ¶"), says("/b", "hi")), //
        "/a says look: ",
        "violation");
  }

  @Test
  void a_registered_path_and_a_pilcrow_in_a_text_are_that_clients() {
    reads(PATH, write(says("/a", "I am not /b¶ today")), "/a says I am not ", "/b says  today");
  }

  @Test
  void so_is_a_registered_path_at_the_end_of_a_text_before_a_registration() {
    reads(
        PATH,
        write(says("/a", "try /b"), new Registers("/c")), //
        "/a says try ",
        "/b says /c");
  }

  @Test
  void so_is_a_registered_path_at_the_end_of_a_registrations_before_another_one() {
    reads(
        PATH,
        write(new Registers("/home/b"), new Registers("/c")), //
        "registers /home",
        "/b says /c");
  }

  @Test
  void so_is_the_second_half_of_a_registrations_that_is_the_first_again_before_another_one() {
    reads(PATH, write(new Registers("/c/c"), new Registers("/d")), "registers /c", "/c says /d");
  }

  @Test
  void the_end_of_a_text_and_the_next_frames_path_are_one_path_if_they_make_a_registered_one() {
    reads(
        PATH,
        write(says("/b", "it is in /tmp"), says("/a", "hi")), //
        "/b says it is in ",
        "/tmp/a says hi");
  }

  @Test
  void a_valid_token_and_what_goes_on_with_an_address_in_a_text_are_a_native_frame() {
    reads(
        TOKEN,
        write(says("/a", "x" + ALICE + "@bob¶psst\nand more")), //
        "/a says x",
        "data " + ALICE + "@bob" + PILCROW + "psst",
        "violation");
    reads(
        TOKEN,
        write(says("/a", "x" + ALICE), new Registers("/c")), //
        "/a says x",
        "violation");
  }

  @Test
  void a_line_in_a_text_that_is_a_native_registration_is_one() {
    reads(
        NATIVE_REGISTRATION,
        write(says("/a", "one\n¶two\nthree")), //
        "/a says one",
        "registration " + PILCROW + "two",
        "violation");
  }

  @Test
  void so_is_one_that_the_next_frame_completes() {
    reads(
        NATIVE_REGISTRATION,
        write(says("/a", "one\n¶two"), nativeFrame("registration", "\n¶bob")), //
        "/a says one",
        "registration " + PILCROW + "two",
        "registration " + PILCROW + "bob");
  }

  @Test
  void enter_before_a_native_registration_that_does_not_begin_with_LF_is_a_goodbye() {
    reads(
        Set.of(NATIVE_REGISTRATION, STRANGER_BEHIND),
        write(says("/a", "\n"), nativeFrame("registration", "¶bob")), //
        "/a says goodbye",
        "registration " + PILCROW + "bob");
  }

  @Test
  void what_a_stranger_writes_behind_a_classic_frame_is_more_of_that_frame() {
    reads(
        STRANGER_BEHIND,
        write(says("/a", "hello"), stranger("/zz¶psst")), //
        "/a says hello/zz" + PILCROW + "psst");
    reads(
        STRANGER_BEHIND,
        write(new SaysGoodbye("/a"), stranger("ffffffffffffffff¶psst\n")), //
        "/a says ffffffffffffffff" + PILCROW + "psst\n");
    reads(STRANGER_BEHIND, write(new Registers("/c"), stranger("/zz¶psst")), "violation");
  }

  @Test
  void so_is_a_native_registration_that_does_not_begin_with_LF() {
    reads(
        STRANGER_BEHIND,
        write(says("/a", "hello"), nativeFrame("registration", "¶bob")), //
        "/a says hello" + PILCROW + "bob\n");
  }

  private static void reads(ClassicAmbiguity why, List<WrittenFrame> written, String... heard) {
    reads(Set.of(why), written, heard);
  }

  private static void reads(
      Set<ClassicAmbiguity> why, List<WrittenFrame> written, String... heard) {
    List<String> tokens = List.of(ALICE);
    assertEquals(why, ClassicAmbiguity.of(written, PATHS, tokens));
    ClassicListener listener = new ClassicListener(new KnownAddresses(PATHS, tokens));
    String octets = String.join("", written.stream().map(WrittenFrame::text).toList());
    assertEquals(List.of(heard), listener.read(octets, true).heard);
  }

  private static List<WrittenFrame> write(WrittenFrame... frames) {
    return List.of(frames);
  }

  private static Says says(String path, String said) {
    return new Says(path, said.replace("¶", PILCROW));
  }

  private static Native nativeFrame(String kind, String line) {
    return new Native(kind, line.replace("¶", PILCROW));
  }

  private static Stranger stranger(String text) {
    return new Stranger(text.replace("¶", PILCROW));
  }
}
