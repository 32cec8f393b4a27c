/** What is measured: the works, and the figures that they yield. */
@NullMarked
package dev.pilcrow.benchmarks.work;

import org.jspecify.annotations.NullMarked;
