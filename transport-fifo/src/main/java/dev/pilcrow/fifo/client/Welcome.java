package dev.pilcrow.fifo.client;

import dev.pilcrow.protocol.hub.HubMode;

/**
 * What the hub said of itself when it let the client in. The client's token is no part of it: it is
 * a secret between the client and its hub.
 *
 * @param name the client's own name
 * @param mode where messages without a recipient go
 * @param maxFrame the longest frame that the hub reads, in octets
 * @param maxPayload the longest payload of a frame, in octets; longer messages go in parts
 * @param epoch tells this run of the hub from every other
 */
public record Welcome(String name, HubMode mode, int maxFrame, int maxPayload, long epoch) {}
