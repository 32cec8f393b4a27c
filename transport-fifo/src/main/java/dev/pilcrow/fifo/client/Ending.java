package dev.pilcrow.fifo.client;

/** How a client ends. */
record Ending(CloseReason reason, String detail) {}
