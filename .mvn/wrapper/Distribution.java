import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The steps of {@code mvnw} that a bare machine has no other tool for, run from source by {@code java
 * Distribution.java}: fetching the distribution, checking it and
 * unpacking it.
 */
final class Distribution {
  private Distribution() {}

  public static void main(String[] args) throws Exception {
    try {
      switch (args[0]) {
        case "fetch" -> fetch(URI.create(args[1]), Path.of(args[2]));
        case "install" -> install(Path.of(args[1]), args[2], Path.of(args[3]), Path.of(args[4]));
        default -> throw new IllegalArgumentException(args[0]);
      }
    } catch (IOException e) {
      System.err.println("mvnw: " + (e.getMessage() == null ? e : e.getMessage()));
      System.exit(1);
    }
  }

  private static void fetch(URI url, Path target) throws IOException, InterruptedException {
    if ("file".equals(url.getScheme())) {
      Files.copy(Path.of(url), target);
      return;
    }
    HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpResponse<Path> response;
    try {
      response =
          client.send(
              HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofFile(target));
    } catch (IOException e) {
      throw new IOException("could not fetch " + url + ": " + e, e);
    }
    if (response.statusCode() != 200) {
      throw new IOException("could not fetch " + url + ": HTTP " + response.statusCode());
    }
  }

  /** Leaves {@code home} complete or not there at all, whoever else does the same meanwhile. */
  private static void install(Path zip, String sha512, Path unpacked, Path home)
      throws IOException, NoSuchAlgorithmException {
    check(zip, sha512);
    unpack(zip, unpacked.getParent());
    if (!unpacked.resolve("bin/mvn").toFile().setExecutable(true)) {
      throw new IOException("cannot make bin/mvn executable in " + unpacked);
    }
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      // Another wrapper was faster; what it installed has the same checksum.
    }
  }

  private static void check(Path zip, String sha512) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(zip));
    String actual = HexFormat.of().formatHex(digest);
    if (!actual.equalsIgnoreCase(sha512)) {
      throw new IOException(
          "what was fetched is not the expected distribution: its SHA-512 is "
              + actual
              + ", expected was "
              + sha512);
    }
  }

  private static void unpack(Path zip, Path directory) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("the distribution has an entry outside itself: " + entry);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }
}
