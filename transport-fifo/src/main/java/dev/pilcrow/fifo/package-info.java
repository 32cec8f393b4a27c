/**
 * Named pipes for an event loop: the system calls behind an interface, FIFOs, a poller and bounded
 * send queues. Knows nothing of frames, so that it can be used without the rest of Pilcrow.
 */
@NullMarked
package dev.pilcrow.fifo;

import org.jspecify.annotations.NullMarked;
