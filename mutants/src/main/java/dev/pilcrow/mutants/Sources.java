package dev.pilcrow.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** The product's sources; the build packs them beside this class. */
final class Sources {
  private Sources() {}

  /**
   * A file's text.
   *
   * @param file below the root of its module's sources
   * @throws StaleMutantException if there is no such file any more
   */
  static String read(String file) throws IOException, StaleMutantException {
    try (InputStream in = Sources.class.getResourceAsStream("source/" + file)) {
      if (in == null) {
        throw new StaleMutantException("there is no source " + file + " any more");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
