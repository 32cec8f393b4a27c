package dev.pilcrow.cli;

/** The exit codes of all commands. The table for users is in docs/cli.md. */
final class ExitCode {
  /** All went as asked. */
  static final int OK = 0;

  /** Something failed: no hub, the hub has gone, the system refused. */
  static final int FAILURE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** Stdout was closed before all was written, as shells have it: 128 + SIGPIPE. */
  static final int BROKEN_PIPE = 141;

  /** Ended by a signal: ^C, SIGTERM or SIGHUP. As shells have it for ^C: 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
