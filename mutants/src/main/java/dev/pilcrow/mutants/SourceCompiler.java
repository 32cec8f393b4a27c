package dev.pilcrow.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles one source against this program's own class path, from memory to memory; one at a time,
 * whoever asks.
 */
final class SourceCompiler implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of("-nowarn", "-proc:none", "-parameters", "-cp", System.getProperty("java.class.path"));

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;

  SourceCompiler() {
    JavaCompiler found = ToolProvider.getSystemJavaCompiler();
    if (found == null) {
      throw new IllegalStateException("this Java has no compiler: run with a JDK");
    }
    compiler = found;
    files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8);
  }

  /**
   * The classes that a source gives, by name.
   *
   * @throws StaleMutantException if it does not compile
   */
  synchronized Map<String, byte[]> compile(String file, String source) throws StaleMutantException {
    Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    StringWriter told = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                told,
                new ToMemory(files, outputs),
                null,
                OPTIONS,
                null,
                List.of(new InMemory(file, source)))
            .call();
    if (!compiled) {
      throw new StaleMutantException("it does not compile any more:\n" + told);
    }
    Map<String, byte[]> classes = new HashMap<>();
    outputs.forEach((name, octets) -> classes.put(name, octets.toByteArray()));
    return classes;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String source;

    InMemory(String file, String source) {
      super(URI.create("memory:///" + file), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class ToMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs;

    ToMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> outputs) {
      super(files);
      this.outputs = outputs;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      outputs.put(className, octets);
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return octets;
        }
      };
    }
  }
}
