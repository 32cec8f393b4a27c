package dev.pilcrow.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every bug can still be planted. Those of the protocol, and those that simulation finds fastest,
 * are found; the others need the machine's own files, and a JVM that no other bug has leaked into.
 */
class CatalogueTest {
  private static final String PURE = "dev/pilcrow/protocol/";
  private static final int LEAST = 50;
  private static final long BUDGET_NANOS = 20_000_000_000L;
  private static final long SHORT_BUDGET_NANOS = 2_000_000_000L;

  /** Some that touch the system, and could fail for being run here. */
  private static final List<String> TESTS =
      List.of(
          "dev.pilcrow.fifo.SendQueueTest",
          "dev.pilcrow.fifo.EpollPollerTest",
          "dev.pilcrow.fifo.client.RegistrationTest");

  @TestFactory
  Stream<DynamicTest> each_can_be_planted_and_the_pure_ones_are_found() throws IOException {
    SourceCompiler compiler = new SourceCompiler();
    return Catalogue.read().stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.id(), () -> find(mutant, compiler)));
  }

  @Test
  void there_are_enough() throws IOException {
    assertTrue(Catalogue.read().size() >= LEAST);
  }

  @Test
  void in_the_product_as_it_is_nothing_is_found() throws Exception {
    try (World world = World.unchanged()) {
      Order order = new Order(1, TESTS, SHORT_BUDGET_NANOS, false);
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

  private static void find(Mutant mutant, SourceCompiler compiler) throws Exception {
    try (World world = World.with(mutant, compiler)) {
      boolean pure = mutant.file().startsWith(PURE) || mutant.fastest() == Weapon.SIMULATION;
      if (!pure) {
        return; // found on the machine's own files: by ./pilcrow mutants
      }
      Order order = new Order(1, mutant.tests(), BUDGET_NANOS, false);
      assertNotNull(
          world.attack(mutant.fastest(), order),
          () -> mutant.fastest().text() + " should have found: " + mutant.story());
    }
  }
}
