/**
 * What the hub costs, alone and beside what one would use instead of it.
 *
 * <pre>
 *   BenchCommand --> run     processes, rounds, progress
 *                     '--> load    who sends what to whom, and checks it
 *                           '--> peer    the hubs and their clients: ours, the floor, and others
 *                                 '--> work    what is measured, and the figures
 *                --> micro   single parts, under JMH
 *                --> report  JSON, HTML
 * </pre>
 */
@NullMarked
package dev.pilcrow.benchmarks;

import org.jspecify.annotations.NullMarked;
