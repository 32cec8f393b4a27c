/**
 * Holds the simulated kernel against the machine's own: random sequences of system calls must
 * answer alike on both, call by call.
 *
 * <p>{@link dev.pilcrow.simulator.check.KernelCheck} runs them. Two processes on the simulated side
 * are one on the real side, each with descriptors of its own; that makes no difference to any call
 * that is drawn. What cannot be drawn in one process, because it would block, needs other users, or
 * shows only at the limits of a process or a user, stands as named examples among the tests, each
 * run on both kernels where it can be.
 */
@NullMarked
package dev.pilcrow.simulator.check;

import org.jspecify.annotations.NullMarked;
