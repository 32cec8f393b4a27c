/**
 * The hub on real FIFOs: one inbox, one FIFO for each client, one event loop that binds them to the
 * protocol.
 *
 * <p>A whole hub, on the calling thread until it is stopped:
 *
 * <pre>{@code
 * Kernel kernel = new NativeKernel();
 * HubServer.open(
 *         kernel,
 *         new EventLoop(Poller.open(kernel)),
 *         HubOptions.of(directory, HubConfig.of(HubMode.CHAT)),
 *         HubListener.NONE)
 *     .run();
 * }</pre>
 *
 * <p>{@code directory} is made if it is missing. {@link dev.pilcrow.fifo.hub.HubServer#stop} ends
 * it from another thread; who has a loop of their own calls {@link
 * dev.pilcrow.fifo.hub.HubServer#turn} instead of {@code run}.
 */
@NullMarked
package dev.pilcrow.fifo.hub;

import org.jspecify.annotations.NullMarked;
