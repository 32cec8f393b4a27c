/**
 * Bugs planted in the protocol and the transport, one at a time, and a table of what finds them.
 *
 * <pre>
 *   catalogue/ID.mutant ──patch──> source ──javac──> classes ──> {@link MutantLoader}
 *                                                                     │ a world of its own
 *                                     {@link Killer}s, all of package inside, live in it
 * </pre>
 *
 * Nothing in the product knows of it: what is planted is a changed source, compiled in memory.
 */
@NullMarked
package dev.pilcrow.mutants;

import org.jspecify.annotations.NullMarked;
