package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to carry frames from a speaker through a hub to others, in processes of their own.
 *
 * <pre>
 *   speaker ----> hub ----> clients       chat: what is spoken reaches every client
 *                 hub <---> clients       echo: what a client sends comes back to it
 * </pre>
 *
 * <p>A frame is {@code prefix payload LF}. Only our own protocol has a prefix, which says who
 * speaks; the hubs of the others need not know, and do less.
 */
public interface Peer {

  /** Its name on the command line and in results. */
  String id();

  /** What it is, in words. */
  String title();

  /** Whether clients that speak our protocol over FIFOs can use its hub. */
  default boolean isOnFifos() {
    return false;
  }

  /** Why it cannot do this work on this machine; null if it can. */
  @Nullable String unavailable(Work work);

  /**
   * The command of the hub's process. It prints {@code ready} when clients can come, and ends when
   * its stdin does.
   *
   * @param java how a hub in Java is started: the command up to and without the hub's arguments
   * @param directory a private directory, empty, for this run alone
   */
  List<String> hubCommand(List<String> java, HubMode mode, Path directory) throws IOException;

  /**
   * Connects clients; they receive whatever is sent once this has returned. Called in the clients'
   * process.
   */
  Clients connect(HubMode mode, Path directory, int count) throws IOException, InterruptedException;

  /**
   * A connection to speak from, to everyone. Called in the speaker's process.
   *
   * @param ticket what {@link Clients#ticket} said in the clients' process
   */
  Speaker speak(Path directory, String ticket) throws IOException;
}
