/**
 * The hub on real FIFOs: one inbox, one FIFO for each client, one event loop that binds them to the
 * protocol.
 */
@NullMarked
package dev.pilcrow.fifo.hub;

import org.jspecify.annotations.NullMarked;
