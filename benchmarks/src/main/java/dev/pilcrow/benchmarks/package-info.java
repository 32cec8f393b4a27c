/**
 * What the hub costs, alone and beside what one would use instead of it.
 *
 * <pre>
 *   BenchCommand ---> run      processes, rounds, progress
 *                      |---> load     the works: who sends what to whom, and checks it
 *                      |---> peer     the hubs and their clients: ours, the floor, and others
 *                      '---> report   JSON, HTML
 *                 '--> micro    JMH, in one process
 * </pre>
 */
@NullMarked
package dev.pilcrow.benchmarks;

import org.jspecify.annotations.NullMarked;
