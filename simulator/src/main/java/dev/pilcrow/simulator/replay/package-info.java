/** A run that is kept: written to a file, run again, made short, drawn, turned into a test. */
@NullMarked
package dev.pilcrow.simulator.replay;

import org.jspecify.annotations.NullMarked;
