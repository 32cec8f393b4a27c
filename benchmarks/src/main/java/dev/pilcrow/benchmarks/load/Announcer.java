package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.Speaker;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.nio.file.Path;

/** The process that speaks to all subscribers, as fast as it is let. */
final class Announcer {

  private Announcer() {}

  static void run(Control control, Peer peer, Path directory, Work work, String ticket)
      throws IOException, InterruptedException {
    Work.FanOut fanOut = (Work.FanOut) work;
    try (Speaker speaker = peer.speak(directory, ticket)) {
      Batch batch = new Batch(speaker.prefix(), fanOut.batch(), fanOut.payloadLength());
      control.say("ready");
      control.await();
      long sent = 0;
      while (control.poll() == null) {
        batch.stamp(sent);
        speaker.send(batch.octets(), batch.length());
        sent += batch.frames();
      }
      control.say("sent " + sent);
      control.awaitEnd(); // what some peers have not yet handed over would be lost by closing
    }
  }
}
