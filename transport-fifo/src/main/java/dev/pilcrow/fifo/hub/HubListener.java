package dev.pilcrow.fifo.hub;

import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.Session;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a hub's log should hold. Called on the hub's thread, in the middle of its work: an
 * implementation must not block, and must not throw.
 */
public interface HubListener {

  /** Hears nothing. */
  HubListener NONE = new HubListener() {};

  /** A client is registered. */
  default void onJoined(Session session) {}

  /** A registered client is one no more. */
  default void onLeft(Session session, Departure why) {}

  /** A registration was answered with an error. */
  default void onRefused(Session session, ErrorCode code) {}

  /** A registration came to nothing: its FIFO could not be opened, {@code why} says in words. */
  default void onOpenFailed(Session session, String why) {}

  /** A frame was dropped. {@code sender} is whose, if a valid token told. May come very often. */
  default void onViolation(Violation violation, @Nullable Session sender) {}

  /** So many frames more were dropped from a slow client's queue. */
  default void onDropped(Session session, long frames) {}
}
