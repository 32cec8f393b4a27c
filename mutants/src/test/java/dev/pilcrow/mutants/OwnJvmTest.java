package dev.pilcrow.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJvmTest {
  private static final Order ORDER =
      new Order(1, List.of("dev.pilcrow.protocol.frame.FrameDecoderTest"), 20_000_000_000L, false);

  @Test
  void a_bug_is_found_there_and_in_the_product_as_it_is_nothing() throws Exception {
    Mutant mutant =
        Catalogue.read().stream()
            .filter(m -> m.id().equals("empty-line-is-a-frame"))
            .findFirst()
            .orElseThrow();
    try (SourceCompiler compiler = new SourceCompiler();
        World changed = World.with(mutant, compiler);
        World unchanged = World.unchanged()) {
      Kill kill = changed.attackApart(Weapon.TESTS, ORDER);
      assertNotNull(kill);
      assertEquals("FrameDecoderTest", kill.what().substring(0, kill.what().indexOf(':')));
      assertNull(unchanged.attackApart(Weapon.TESTS, ORDER));
    }
  }

  @Test
  void what_was_found_comes_back_from_a_file_as_it_was(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("kill");
    Kill kill = new Kill("SomeTest: it_holds()", "expected: <1>\n but was: <2>", 17, null);

    KillFile.write(file, kill);
    assertEquals(kill, KillFile.read(file));

    KillFile.write(file, null);
    assertNull(KillFile.read(file));
  }
}
