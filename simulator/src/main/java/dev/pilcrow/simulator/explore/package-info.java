/**
 * Every interleaving of a small configuration: the explorer walks all states that a hub and a few
 * clients can come to, breadth first, and checks every promise in each.
 */
@NullMarked
package dev.pilcrow.simulator.explore;

import org.jspecify.annotations.NullMarked;
