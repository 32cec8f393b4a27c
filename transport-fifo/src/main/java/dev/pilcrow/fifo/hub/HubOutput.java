package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.Dialect;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.OpenFailure;
import dev.pilcrow.protocol.hub.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Carries the hub's wishes to the channels, the opener, the inbox and the log. */
final class HubOutput implements HubEffects {
  private final Kernel kernel;
  private final PrivateDirectory directory;
  private final ClientChannels channels;
  private final Opener opener;
  private final Inbox inbox;
  private final Notices notices;
  private final HubListener listener;

  HubOutput(
      Kernel kernel,
      PrivateDirectory directory,
      ClientChannels channels,
      Opener opener,
      Inbox inbox,
      Notices notices,
      HubListener listener) {
    this.kernel = kernel;
    this.directory = directory;
    this.channels = channels;
    this.opener = opener;
    this.inbox = inbox;
    this.notices = notices;
    this.listener = listener;
  }

  @Override
  public void open(Session session, @Nullable Session holder) {
    opener.request(session, holder);
  }

  @Override
  public void join(Session session) {
    channels.join(session);
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    channels.everyone(frame);
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    channels.everyoneText(text, offset, length);
  }

  @Override
  public void direct(Session to, OutgoingFrame frame) {
    channels.direct(to, frame);
  }

  @Override
  public void directText(Session to, ByteBuffer text, int offset, int length) {
    channels.directText(to, text, offset, length);
  }

  @Override
  public void finish(Session session) {
    channels.finish(session);
  }

  @Override
  public void close(Session session) {
    ClientChannel channel = channels.of(session);
    if (channel == null) {
      return;
    }
    channels.remove(channel);
    if (session.dialect() == Dialect.NATIVE) {
      Fifo.unlinkIfStill(kernel, directory.descriptor(), session.name(), channel.identity);
    }
    kernel.close(channel.descriptor);
  }

  @Override
  public void dropBacklog(Session session) {
    ClientChannel channel = channels.of(session);
    if (channel == null) {
      return;
    }
    long again = channel.gapFrames();
    long frames = channels.dropBacklog(session);
    if (frames > 0) {
      notices.dropped(channel, frames, again);
    }
    if (frames > again) {
      listener.onDropped(session, frames - again);
    }
  }

  @Override
  public void pauseInbox() {
    inbox.pause();
  }

  @Override
  public void resumeInbox() {
    inbox.resume();
  }

  @Override
  public void joined(Session session) {
    listener.onJoined(session);
  }

  @Override
  public void left(Session session, Departure why) {
    listener.onLeft(session, why);
  }

  @Override
  public void refused(Session session, ErrorCode code) {
    listener.onRefused(session, code);
  }

  @Override
  public void openFailed(Session session, OpenFailure why) {
    opener.reportFailure(session);
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    listener.onViolation(violation, session);
  }
}
