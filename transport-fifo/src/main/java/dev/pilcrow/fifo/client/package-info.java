/**
 * The client on real FIFOs: connect, send, receive through a listener, leave.
 *
 * <p>A whole client, on a thread of its own, is three lines:
 *
 * <pre>{@code
 * try (RunningHubClient alice = HubClient.start(ClientOptions.of(directory, "alice"), listener)) {
 *   alice.send("hello, everyone");
 * }
 * }</pre>
 *
 * <p>{@code directory} is the hub's, {@link
 * dev.pilcrow.fifo.client.RunningHubClient#defaultDirectory} if it was given none; {@code listener}
 * overrides what it wants to hear of {@link dev.pilcrow.fifo.client.ClientListener}. Closing says
 * goodbye, and waits until the hub has delivered all that was owed either way.
 *
 * <ul>
 *   <li>{@link dev.pilcrow.fifo.client.RunningHubClient} may be used by any thread;
 *   <li>{@link dev.pilcrow.fifo.client.HubClient} is the same without a thread, for those who have
 *       an {@link dev.pilcrow.fifo.EventLoop} of their own, watch other descriptors as well, or
 *       simulate: it uses nothing but the {@link dev.pilcrow.fifo.Kernel} that it is given, time
 *       included;
 *   <li>{@link dev.pilcrow.fifo.client.ClassicClient} speaks to the servers of the lab sheet that
 *       this project comes from, which are not hubs.
 * </ul>
 *
 * <p>What goes wrong between processes is a {@link dev.pilcrow.fifo.client.CloseReason}, told to
 * the listener once; what the caller does wrong is an exception.
 */
@NullMarked
package dev.pilcrow.fifo.client;

import org.jspecify.annotations.NullMarked;
