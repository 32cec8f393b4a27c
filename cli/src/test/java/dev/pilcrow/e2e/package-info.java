/**
 * End-to-end tests: real processes of the built command, of Python and of bash, on real FIFOs.
 *
 * <p>Each test has a {@link dev.pilcrow.e2e.Stage}: a private directory, the processes that it
 * started, and a check afterwards that nothing is left of them. Tests wait for events, a line of
 * output or a state that the kernel shows, and never assert a time.
 */
@NullMarked
package dev.pilcrow.e2e;

import org.jspecify.annotations.NullMarked;
