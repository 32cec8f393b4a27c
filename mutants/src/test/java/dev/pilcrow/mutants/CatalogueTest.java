package dev.pilcrow.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every bug can still be planted. */
class CatalogueTest {
  private static final int LEAST = 50;
  private static final long SHORT_BUDGET_NANOS = 2_000_000_000L;

  @TestFactory
  Stream<DynamicTest> each_can_be_planted() throws IOException {
    SourceCompiler compiler = new SourceCompiler();
    return Catalogue.read().stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.id(), () -> plant(mutant, compiler)));
  }

  @Test
  void there_are_enough() throws IOException {
    assertTrue(Catalogue.read().size() >= LEAST);
  }

  @Test
  void in_the_product_as_it_is_nothing_is_found() throws Exception {
    Mutant any = Catalogue.read().get(0);
    try (World world = World.unchanged()) {
      Order order = new Order(1, any.tests(), SHORT_BUDGET_NANOS, false);
      for (Weapon weapon : Weapon.values()) {
        assertNull(world.attack(weapon, order), weapon.text());
      }
    }
  }

  @Test
  void a_change_that_does_not_fit_is_stale() {
    Mutant stale =
        Mutant.parse(
            "stale",
            """
            family: none
            file: dev/pilcrow/fifo/SendQueue.java
            story: none
            fastest: tests
            tests: none
            @@
            -this is not in it
            +nor this
            """);

    assertEquals(List.of(new Hunk("this is not in it\n", "nor this\n")), stale.hunks());
    assertThrows(StaleMutantException.class, () -> stale.plantedIn(Sources.read(stale.file())));
  }

  private static void plant(Mutant mutant, SourceCompiler compiler) throws Exception {
    World.with(mutant, compiler).close();
  }
}
