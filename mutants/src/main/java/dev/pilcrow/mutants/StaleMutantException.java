package dev.pilcrow.mutants;

/** The product has changed so that a bug cannot be planted in it any more: it must be rewritten. */
public final class StaleMutantException extends Exception {
  private static final long serialVersionUID = 1L;

  StaleMutantException(String message) {
    super(message);
  }
}
