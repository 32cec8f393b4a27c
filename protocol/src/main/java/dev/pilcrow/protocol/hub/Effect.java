package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Violation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The value form of each call of {@link HubEffects}, for tests, traces and oracles; see there for
 * what each means. Sessions stand as {@code name#slot}, frames and texts as UTF-8 text without the
 * frame's LF.
 */
public sealed interface Effect {

  /** {@link HubEffects#open}. */
  record Open(String session, @Nullable String holder) implements Effect {}

  /** {@link HubEffects#join}. */
  record Join(String session) implements Effect {}

  /** {@link HubEffects#everyone}. */
  record Everyone(String frame) implements Effect {}

  /** {@link HubEffects#everyoneText}. */
  record EveryoneText(String text) implements Effect {}

  /** {@link HubEffects#direct}. */
  record Direct(String to, String frame) implements Effect {}

  /** {@link HubEffects#directText}. */
  record DirectText(String to, String text) implements Effect {}

  /** {@link HubEffects#finish}. */
  record Finish(String session) implements Effect {}

  /** {@link HubEffects#close}. */
  record Close(String session) implements Effect {}

  /** {@link HubEffects#dropBacklog}. */
  record DropBacklog(String session) implements Effect {}

  /** {@link HubEffects#pauseInbox}. */
  record PauseInbox() implements Effect {}

  /** {@link HubEffects#resumeInbox}. */
  record ResumeInbox() implements Effect {}

  /** {@link HubEffects#joined}. */
  record Joined(String session) implements Effect {}

  /** {@link HubEffects#left}. */
  record Left(String session, Departure why) implements Effect {}

  /** {@link HubEffects#refused}. */
  record Refused(String session, ErrorCode code) implements Effect {}

  /** {@link HubEffects#openFailed}. */
  record OpenFailed(String session, OpenFailure why) implements Effect {}

  /** {@link HubEffects#violated}. */
  record Violated(Violation violation, @Nullable String session) implements Effect {}

  /** How a session stands in an effect. */
  static String id(Session session) {
    return session.name() + '#' + session.slot();
  }

  /** Octets as text; those that are no UTF-8 become U+FFFD. */
  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
