package dev.pilcrow.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a file that another process is writing. Output goes to files rather than pipes, so
 * that nobody has to keep reading and no process ever waits for the test.
 */
final class Lines {
  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private long position;
  private int taken;

  Lines(Path file) {
    this.file = file;
  }

  /** All whole lines that are there now, without their LF. */
  List<String> all() {
    read();
    return Collections.unmodifiableList(lines);
  }

  /** The first line that has not been taken, if it is there. */
  Optional<String> poll() {
    if (taken == lines.size()) {
      read();
    }
    return taken < lines.size() ? Optional.of(lines.get(taken++)) : Optional.empty();
  }

  private void read() {
    if (!Files.exists(file)) {
      return; // a stream that does not go to a file
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(position);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        position += n;
        split(buffer, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void split(byte[] octets, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (octets[i] == '\n') {
        unfinished.write(octets, from, i - from);
        lines.add(unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
        from = i + 1;
      }
    }
    unfinished.write(octets, from, length - from);
  }
}
