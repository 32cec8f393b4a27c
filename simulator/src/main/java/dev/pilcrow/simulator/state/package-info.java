/**
 * What the future of a run depends on, as octets: two runs with the same octets go on alike.
 *
 * <p>It is found by following fields, so that nothing is forgotten by mistake. What does not matter
 * is said where it stands: a field that is {@code transient} is not followed, and who knows better
 * than its fields is {@link dev.pilcrow.simulator.state.Abridged}.
 */
@NullMarked
package dev.pilcrow.simulator.state;

import org.jspecify.annotations.NullMarked;
