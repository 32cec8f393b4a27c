/**
 * What is left of a run for people: its story line by line, its picture, and the shortest like it.
 */
@NullMarked
package dev.pilcrow.simulator.trace;

import org.jspecify.annotations.NullMarked;
