package dev.pilcrow.cli;

/** For a client that only speaks: shows nothing but what could not be sent. */
final class SilentPrinter implements Printer {
  private final Console console;
  private boolean complained;

  SilentPrinter(Console console) {
    this.console = console;
  }

  /** Whether anything could not be sent. */
  boolean hasComplained() {
    return complained;
  }

  @Override
  public void onError(String code, String text) {
    complain(text.isEmpty() ? code : text);
  }

  @Override
  public void onRefusedLine(long number, String reason) {
    complain("line " + number + ": " + reason);
  }

  private void complain(String text) {
    complained = true;
    console.complain(text);
  }
}
