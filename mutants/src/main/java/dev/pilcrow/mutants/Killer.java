package dev.pilcrow.mutants;

import org.jspecify.annotations.Nullable;

/**
 * Looks for what is wrong with a product. It is loaded beside the product that it looks at, and has
 * a constructor without parameters.
 */
public interface Killer {
  /**
   * Looks until it has found something, or there is nothing more to try, or time is up.
   *
   * @return what was found, or null
   * @throws Exception if it cannot look at all: nothing was found then, nor is anything refuted
   */
  @Nullable Kill attack(Order order) throws Exception;
}
