/** The load: who sends what to whom, and whether all of it arrives, in order. */
@NullMarked
package dev.pilcrow.benchmarks.load;

import org.jspecify.annotations.NullMarked;
