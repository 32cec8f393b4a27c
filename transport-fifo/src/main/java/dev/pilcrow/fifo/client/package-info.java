/** The client on real FIFOs: connect, send, receive through a listener, close. */
@NullMarked
package dev.pilcrow.fifo.client;

import org.jspecify.annotations.NullMarked;
