package dev.pilcrow.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All bugs to plant: the files beside this class in {@code catalogue/}. */
public final class Catalogue {
  private static final String SUFFIX = ".mutant";

  private Catalogue() {}

  /**
   * Reads all, in the order of their ids.
   *
   * @throws IllegalArgumentException if a file is none; the message says which and why
   */
  public static List<Mutant> read() throws IOException {
    URL place = Catalogue.class.getResource("catalogue/");
    if (place == null) {
      throw new IOException("the jar lacks the catalogue");
    }
    try {
      URI uri = place.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.provider().getPath(uri));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static List<Mutant> read(Path directory) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(SUFFIX)) {
          String id = name.substring(0, name.length() - SUFFIX.length());
          mutants.add(Mutant.parse(id, Files.readString(file, UTF_8)));
        }
      }
    }
    return mutants;
  }
}
