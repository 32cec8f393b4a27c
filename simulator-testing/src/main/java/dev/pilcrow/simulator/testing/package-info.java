/**
 * What properties are tried with, for jqwik: frames, bursts, choices, options of runs. All of it
 * shrinks to the simplest that still fails.
 *
 * <p>Whoever uses it adds jqwik's engine to his tests.
 */
@NullMarked
package dev.pilcrow.simulator.testing;

import org.jspecify.annotations.NullMarked;
