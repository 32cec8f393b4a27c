package dev.pilcrow.fifo.hub;

/**
 * How full a hub is at a moment: what its bounds bound. See {@link HubServer#gauges}.
 *
 * @param sessions clients on their way in, here, or on their way out
 * @param heldNames those of them that hold a name; bounded by {@code maxSessions}
 * @param waitingRegistrations those that wait for a name's holder to turn out dead, or for a
 *     classic client to open its FIFO; bounded by {@code maxWaiting}
 * @param longestQueueOctets what is owed to the client that is furthest behind. Past {@link
 *     HubOptions#queueOctets} the slow policy strikes; at the end of a turn it is above that only
 *     for a client that is leaving, or that the hub waits for, and by no more than what one turn
 *     can bring
 * @param pinnedOctets the memory that all queues hold. Past {@link HubOptions#pinnedOctets} the
 *     slow policy strikes the client that is furthest behind; a frame that has begun keeps the
 *     piece of memory that it is in
 */
public record HubGauges(
    int sessions,
    int heldNames,
    int waitingRegistrations,
    int longestQueueOctets,
    long pinnedOctets) {}
