package dev.pilcrow.cli;

/** The exit codes of all commands. The table for users is in docs/cli.md. */
final class ExitCode {
  /** All went as asked. */
  static final int OK = 0;

  /** Something failed: no hub, the hub has gone, the system refused. */
  static final int FAILURE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** Ended by ^C, as shells have it: 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
