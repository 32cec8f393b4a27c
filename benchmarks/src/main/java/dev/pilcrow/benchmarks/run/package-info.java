/** Processes, rounds and progress. */
@NullMarked
package dev.pilcrow.benchmarks.run;

import org.jspecify.annotations.NullMarked;
