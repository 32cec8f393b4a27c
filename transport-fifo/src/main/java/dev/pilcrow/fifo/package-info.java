/**
 * Named pipes for event-driven programs: system calls, FIFOs, readiness, bounded send queues.
 *
 * <p>This package knows no message format. It is the part of Pilcrow that other projects can use
 * alone:
 *
 * <ul>
 *   <li>{@link dev.pilcrow.fifo.Kernel} is the handful of system calls that everything here is made
 *       of; {@link dev.pilcrow.fifo.NativeKernel} binds it to the real kernel, a simulator may
 *       implement it over pipes of its own;
 *   <li>{@link dev.pilcrow.fifo.PrivateDirectory} and {@link dev.pilcrow.fifo.Fifo} make, check,
 *       open and unlink FIFOs so that nobody can put another file under the caller's feet
 *       unnoticed;
 *   <li>{@link dev.pilcrow.fifo.Poller} tells which descriptors are ready, {@link
 *       dev.pilcrow.fifo.EventLoop} calls their handlers, one pass a turn;
 *   <li>{@link dev.pilcrow.fifo.Burst} and {@link dev.pilcrow.fifo.SendQueue} hold what is owed to
 *       readers who are slower than their writers, shared and counted, never copied needlessly.
 * </ul>
 *
 * <p>Nothing here is safe for use by several threads unless it says so, and only the thread that
 * owns a loop closes descriptors.
 */
@NullMarked
package dev.pilcrow.fifo;

import org.jspecify.annotations.NullMarked;
