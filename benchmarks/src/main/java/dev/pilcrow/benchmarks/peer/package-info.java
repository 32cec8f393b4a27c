/** The hubs that are compared, each behind the same interfaces. */
@NullMarked
package dev.pilcrow.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
