/**
 * What must hold in every run: one promise a class, each with an exception of its own.
 *
 * <p>Oracles see octets that went through the kernel and what the hub wrote into its log, never the
 * inside of the hub.
 */
@NullMarked
package dev.pilcrow.simulator.oracle;

import org.jspecify.annotations.NullMarked;
