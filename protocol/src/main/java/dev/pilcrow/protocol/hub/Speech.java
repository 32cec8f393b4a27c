package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Escapes;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.MessageSplitter;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of an active session goes: back, to everyone, to one, or to the hub itself.
 * Changes no session's state.
 *
 * <pre>
 *              no recipient   @everyone          @name          @hub
 *   echo mode  the sender     everyone, marked   that session   a command
 *   chat mode  everyone       everyone           that session   a command
 * </pre>
 */
final class Speech {
  private static final byte[] EVERYONE = HubMessages.ascii(Wire.EVERYONE);
  private static final byte[] WHO = HubMessages.ascii("who");
  private static final byte[] PING = HubMessages.ascii("ping");

  private final HubConfig config;
  private final HubEffects effects;
  private final SessionRegistry registry;
  private final HubCounters counters;
  private final HubMessages messages;
  private final OutgoingFrame out = new OutgoingFrame();
  private final MessageSplitter splitter = new MessageSplitter();
  private final ByteBuffer text = ByteBuffer.allocateDirect(Wire.MAX_PAYLOAD + 1);
  private int answeredOctets;

  Speech(
      HubConfig config,
      HubEffects effects,
      SessionRegistry registry,
      HubCounters counters,
      HubMessages messages) {
    this.config = config;
    this.effects = effects;
    this.registry = registry;
    this.counters = counters;
    this.messages = messages;
  }

  /** Lists may be asked for anew. */
  void onPassEnd() {
    answeredOctets = 0;
  }

  /** Of lists within this pass. */
  int answeredOctets() {
    return answeredOctets;
  }

  void answeredOctets(int octets) {
    answeredOctets = octets;
  }

  void say(Session sender, IncomingFrame frame) {
    counters.dataFrames++;
    if (!frame.hasRecipient()) {
      sayByDefault(sender, frame);
      return;
    }
    ByteBuffer in = frame.buffer();
    int from = frame.recipientOffset();
    int to = frame.recipientEnd();
    if (Octets.equal(in, from, to, EVERYONE)) {
      sayToEveryone(sender, frame);
    } else if (Octets.equal(in, from, to, HubMessages.HUB)) {
      command(sender, frame);
    } else {
      sayTo(registry.named(in, from, to), sender, frame);
    }
  }

  /**
   * A classic client's text: raw to classic clients, escaped and less one final LF to native ones.
   */
  void sayText(Session sender, ByteBuffer in, int from, int to) {
    counters.dataFrames++;
    if (config.mode() == HubMode.ECHO) {
      counters.directFrames++;
      effects.directText(sender, in, from, to - from);
      return;
    }
    counters.everyoneFrames++;
    effects.everyoneText(in, from, to - from);
    int end = in.get(to - 1) == Wire.LF ? to - 1 : to;
    splitter.split(
        in,
        from,
        end,
        (part, payload, offset, length) ->
            effects.everyone(out.data(sender.nameOctets, null, part, payload, offset, length)));
  }

  private void sayByDefault(Session sender, IncomingFrame frame) {
    if (config.mode() == HubMode.CHAT) {
      sayToEveryone(sender, frame);
    } else {
      counters.directFrames++;
      effects.direct(sender, readdressed(sender, null, frame));
    }
  }

  private void sayToEveryone(Session sender, IncomingFrame frame) {
    counters.everyoneFrames++;
    byte[] recipient = config.mode() == HubMode.CHAT ? null : EVERYONE;
    effects.everyone(readdressed(sender, recipient, frame));
    if (registry.classic() > 0) {
      int length = unescape(frame);
      if (length > 0) {
        effects.everyoneText(text, 0, length);
      }
    }
  }

  private void sayTo(@Nullable Session to, Session sender, IncomingFrame frame) {
    if (to == null || to.state != SessionState.ACTIVE) {
      effects.direct(
          sender, messages.error(ErrorCode.NO_SUCH_NAME, frame.recipient() + " is not here"));
      return;
    }
    counters.directFrames++;
    if (to.isClassic()) {
      int length = unescape(frame);
      if (length > 0) {
        effects.directText(to, text, 0, length);
      }
      return;
    }
    boolean byDefault = config.mode() == HubMode.ECHO && to == sender;
    effects.direct(to, readdressed(sender, byDefault ? null : to.nameOctets, frame));
  }

  private OutgoingFrame readdressed(
      Session sender, byte @Nullable [] recipient, IncomingFrame frame) {
    return out.forwarded(sender.nameOctets, recipient, frame);
  }

  /** Leaves the payload as raw text, with an LF where the message ends; returns the length. */
  private int unescape(IncomingFrame frame) {
    int end = Escapes.unescape(frame.buffer(), frame.payloadOffset(), frame.payloadEnd(), text, 0);
    if (frame.part() == Part.WHOLE || frame.part() == Part.LAST) {
      text.put(end++, Wire.LF);
    }
    return end;
  }

  private void command(Session sender, IncomingFrame frame) {
    counters.commands++;
    ByteBuffer in = frame.buffer();
    int from = frame.payloadOffset();
    int to = frame.payloadEnd();
    if (frame.part() != Part.WHOLE) {
      effects.direct(sender, messages.error(ErrorCode.BAD_FRAME, "a command is one whole frame"));
    } else if (Octets.equal(in, from, to, WHO)) {
      who(sender);
    } else if (isPing(in, from, to)) {
      effects.direct(sender, messages.pong(in, from, to - from));
    } else {
      effects.direct(
          sender, messages.error(ErrorCode.NO_SUCH_COMMAND, "the hub knows who and ping"));
    }
  }

  private static boolean isPing(ByteBuffer in, int from, int to) {
    int verbEnd = from + PING.length;
    return verbEnd <= to
        && Octets.equal(in, from, verbEnd, PING)
        && (verbEnd == to || in.get(verbEnd) == ' ');
  }

  private void who(Session sender) {
    List<String> names = registry.activeNames();
    int length = HubMessages.whoLength(names);
    if (answeredOctets > 0 && answeredOctets + length > config.limits().maxAnswerOctets()) {
      effects.direct(sender, messages.error(ErrorCode.FULL, "too many answers at once: ask again"));
      return;
    }
    answeredOctets += length;
    messages.who(names, frame -> effects.direct(sender, frame));
  }
}
