package dev.pilcrow.simulator.oracle;

/**
 * A promise did not hold. An error, since it is thrown through the hub and the clients that are on
 * the stack: they catch exceptions, never errors.
 */
public abstract class PromiseBroken extends AssertionError {
  private static final long serialVersionUID = 1;

  private final String message;

  protected PromiseBroken(String message) {
    super(message);
    this.message = message;
  }

  /** What should have been, and what was. */
  @Override
  public final String getMessage() {
    return message;
  }

  /** The promise, in a word or two, for reports. */
  public final String promise() {
    return getClass().getSimpleName();
  }
}
