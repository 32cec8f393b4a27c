package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody else does between two of our calls. The fixture sees that nothing stays open. */
class FifoRaceTest {
  @RegisterExtension final RealKernel real = new RealKernel();

  private final MeddlingKernel kernel = new MeddlingKernel(real.kernel);

  private interface Deed {
    void run() throws IOException;
  }

  private static Runnable quietly(Deed deed) {
    return () -> {
      try {
        deed.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private Path file(String name) {
    return real.directory().resolve(name);
  }

  /** A FIFO that has a reader. */
  private void live(String name) {
    real.open(real.openAt(real.fifo(name), OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
  }

  private Runnable replacing(String name, Deed replacement) {
    return quietly(
        () -> {
          Files.move(file(name), file(name + "-moved" + System.nanoTime()));
          replacement.run();
        });
  }

  private OpenOutcome writing(String name) {
    return Fifo.openForWriting(kernel, Kernel.AT_FDCWD, real.path(name)).outcome();
  }

  @Test
  void a_fifo_replaced_by_a_file_before_it_is_opened_is_not_written_to() throws IOException {
    live("f");
    kernel.before("openat", replacing("f", () -> Files.writeString(file("f"), "precious")));
    assertEquals(OpenOutcome.REPLACED, writing("f"));
    assertEquals("precious", Files.readString(file("f")));
  }

  @Test
  void a_fifo_replaced_by_another_fifo_before_it_is_opened_is_let_go() {
    live("f");
    kernel.before("openat", replacing("f", () -> live("f")));
    assertEquals(OpenOutcome.REPLACED, writing("f"));
  }

  @Test
  void a_fifo_replaced_by_a_symbolic_link_before_it_is_opened_is_not_followed() {
    live("f");
    live("target");
    kernel.before(
        "openat", replacing("f", () -> Files.createSymbolicLink(file("f"), file("target"))));
    assertEquals(OpenOutcome.REPLACED, writing("f"));
    assertEquals(-Errno.ELOOP, kernel.lastOpen, "not even opened");
  }

  @Test
  void a_fifo_that_goes_before_it_is_opened_is_missing() {
    live("f");
    kernel.before("openat", quietly(() -> Files.delete(file("f"))));
    assertEquals(OpenOutcome.MISSING, writing("f"));
  }

  @Test
  void a_reader_who_unlinks_its_fifo_while_it_is_opened_for_writing_is_still_its_reader() {
    live("f");
    kernel.before("fstat", quietly(() -> Files.delete(file("f"))));
    real.open(Fifo.openForWriting(kernel, Kernel.AT_FDCWD, real.path("f")));
  }

  @Test
  void a_fifo_that_goes_while_it_is_opened_for_reading_is_replaced() {
    kernel.before("fstat", quietly(() -> Files.delete(file("f"))));
    OpenResult result = Fifo.makeForReading(kernel, Kernel.AT_FDCWD, real.path("f"));
    assertEquals(OpenOutcome.REPLACED, result.outcome());
  }

  @Test
  void a_second_name_given_while_it_is_opened_is_seen() {
    live("f");
    kernel.before("fstat", quietly(() -> Files.createLink(file("second"), file("f"))));
    assertEquals(OpenOutcome.LINKED, writing("f"));
  }

  @Test
  void a_stale_fifo_that_somebody_else_removes_first_is_no_obstacle() {
    real.fifo("f");
    kernel.before(
        "fstatat", () -> kernel.before("fstatat", quietly(() -> Files.delete(file("f")))));
    real.open(Fifo.makeForReading(kernel, Kernel.AT_FDCWD, real.path("f")));
  }

  @Test
  void a_stale_fifo_replaced_by_a_live_one_before_it_is_unlinked_stays() {
    real.fifo("f");
    kernel.before("fstatat", () -> kernel.before("fstatat", replacing("f", () -> live("f"))));
    OpenResult result = Fifo.makeForReading(kernel, Kernel.AT_FDCWD, real.path("f"));
    assertEquals(OpenOutcome.IN_USE, result.outcome());
    assertTrue(Files.exists(file("f")));
  }

  @Test
  void a_name_that_others_take_again_and_again_is_given_up() {
    kernel.beforeEach("mkfifoat", () -> real.kernel.makeFifoAt(-100, real.path("f"), 0600));
    OpenResult result = Fifo.makeForReading(kernel, Kernel.AT_FDCWD, real.path("f"));
    assertEquals(OpenOutcome.REPLACED, result.outcome());
  }
}
