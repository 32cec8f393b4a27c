/**
 * The wire format: registration, data and disconnect frames, their limits and escapes, and the
 * decoder and encoder between frames and octets. Pure: no clock, thread, file or randomness.
 */
@NullMarked
package dev.pilcrow.protocol.frame;

import org.jspecify.annotations.NullMarked;
