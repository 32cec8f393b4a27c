package dev.pilcrow.mutants;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A world with one bug in it. All of the project's classes are loaded anew, so that each that uses
 * a mutated one sees that; those of this package are shared, so that both worlds can talk.
 */
final class MutantLoader extends URLClassLoader {
  private static final String PROJECT = "dev.pilcrow.";
  private static final String SHARED = "dev.pilcrow.mutants.";
  private static final String INSIDE = "dev.pilcrow.mutants.inside.";

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> mutated;

  /**
   * @param mutated the classes that are not as they are on the class path
   */
  MutantLoader(Map<String, byte[]> mutated) {
    super("mutant", classPath(), MutantLoader.class.getClassLoader());
    this.mutated = mutated;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOwn(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      @Nullable Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] octets = mutated.get(name);
        loaded = octets == null ? findClass(name) : defineClass(name, octets, 0, octets.length);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private static boolean isOwn(String name) {
    return name.startsWith(PROJECT) && (name.startsWith(INSIDE) || !name.startsWith(SHARED));
  }

  private static URL[] classPath() {
    List<URL> urls = new ArrayList<>();
    Pattern separator = Pattern.compile(Pattern.quote(File.pathSeparator));
    for (String entry : separator.split(System.getProperty("java.class.path"), -1)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("no class path: " + entry, e);
      }
    }
    return urls.toArray(new URL[0]);
  }
}
