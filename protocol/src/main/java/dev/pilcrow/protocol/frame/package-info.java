/**
 * The frames of the wire: layout and limits, decoder and encoder, escapes, messages longer than a
 * frame.
 *
 * <p>Pure code over octets in caller-owned buffers: no clock, thread, file, randomness or logging,
 * and no allocation per frame on the decoding and encoding paths. All buffer access is absolute:
 * positions are neither read nor moved, and only the limit bounds an index. Nothing here is safe
 * for use by several threads at once, except the static helpers and the value types.
 *
 * <p>Peers' mistakes are {@link dev.pilcrow.protocol.frame.Violation}s that are handed on; callers'
 * mistakes are exceptions.
 */
@NullMarked
package dev.pilcrow.protocol.frame;

import org.jspecify.annotations.NullMarked;
