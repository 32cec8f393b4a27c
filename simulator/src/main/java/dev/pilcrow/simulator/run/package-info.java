/**
 * Runs processes on the simulated kernel, one step at a time: who moves, when, and what befalls
 * them is drawn from choices, and oracles watch.
 */
@NullMarked
package dev.pilcrow.simulator.run;

import org.jspecify.annotations.NullMarked;
