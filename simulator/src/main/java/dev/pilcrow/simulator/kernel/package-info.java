/**
 * A machine that exists in memory only: directories, FIFOs, pipes, epoll, users and a clock, under
 * the same {@link dev.pilcrow.fifo.Kernel} that production code runs on.
 *
 * <ul>
 *   <li>{@link dev.pilcrow.simulator.kernel.SimulatedKernel} is the machine, {@link
 *       dev.pilcrow.simulator.kernel.SimulatedFiles} what an administrator may do to its files;
 *   <li>{@link dev.pilcrow.simulator.kernel.SimulatedProcess} is one process on it, and the {@code
 *       Kernel} that the process's code is given;
 *   <li>{@link dev.pilcrow.simulator.kernel.CallGate} stands before each system call: there faults
 *       strike, others run, and the process dies.
 * </ul>
 *
 * <p>It answers as Linux does, call by call: page slots and merging, wake-ups and the order of
 * epoll's ready list included. {@code dev.pilcrow.simulator.check} holds it against the real one.
 *
 * <p>One thread at a time for a machine and all its processes.
 */
@NullMarked
package dev.pilcrow.simulator.kernel;

import org.jspecify.annotations.NullMarked;
