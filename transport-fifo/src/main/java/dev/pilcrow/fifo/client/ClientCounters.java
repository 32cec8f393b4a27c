package dev.pilcrow.fifo.client;

import dev.pilcrow.protocol.frame.MessageAssembler;

/** How often what happened to a client since it was made. Read on the client's own thread. */
public final class ClientCounters {
  long messagesSent;
  long messagesReceived;
  long violations;
  long ignored;
  long missingFrames;
  private final MessageAssembler assembler;

  ClientCounters(MessageAssembler assembler) {
    this.assembler = assembler;
  }

  /** Messages that were queued for the hub. */
  public long messagesSent() {
    return messagesSent;
  }

  /** Messages that were told to the listener. */
  public long messagesReceived() {
    return messagesReceived;
  }

  /** Pieces of input that were no frame, an unfinished one at the end included. */
  public long violations() {
    return violations;
  }

  /** Frames that were understood but mean nothing here, such as an unknown word of the hub. */
  public long ignored() {
    return ignored;
  }

  /** Frames that the hub dropped because this client read too slowly. */
  public long missingFrames() {
    return missingFrames;
  }

  /** Parts without a beginning, of messages whose first part was missed or dropped. */
  public long strayParts() {
    return assembler.strayParts();
  }

  /** Messages dropped for their length, for too many others, or for another one in their place. */
  public long droppedMessages() {
    return assembler.tooLongMessages() + assembler.evictedMessages() + assembler.replacedMessages();
  }
}
