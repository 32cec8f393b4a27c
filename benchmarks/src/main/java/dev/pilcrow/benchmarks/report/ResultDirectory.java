package dev.pilcrow.benchmarks.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A new directory for each call of the command, so that no result is ever written over. */
public final class ResultDirectory {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path path;

  private ResultDirectory(Path path) {
    this.path = path;
  }

  /** One named after a time, below the build's directory. */
  public static ResultDirectory at(Instant time) throws IOException {
    Path root = Path.of(System.getProperty("pilcrow.root", ""));
    return named(root.resolve("benchmarks/target/bench-" + TIME.format(time)));
  }

  /**
   * One of that name.
   *
   * @throws IOException if it exists already
   */
  public static ResultDirectory named(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      return new ResultDirectory(Files.createDirectory(path));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " exists already: name another directory with --out", e);
    }
  }

  /** Where the figures are, for programs. */
  public Path json() {
    return path.resolve("result.json");
  }

  /** Where the page is, for people. */
  public Path page() {
    return path.resolve("report.html");
  }

  /** Writes what has been found so far, in place of what this run has written before. */
  public void write(Findings findings) throws IOException {
    Files.writeString(json(), JsonReport.of(findings));
    Files.writeString(page(), HtmlReport.of(findings));
  }
}
