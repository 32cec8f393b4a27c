package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a process loads until its first system call: the start of every short command. */
class StartUpTest {
  /** The packages of native bindings that a fresh virtual machine has loaded classes of. */
  private static Set<String> loadedBy(Class<?> main) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> lines;
    try (var out = process.getInputStream()) {
      lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
    assertTrue(lines.contains("done"), "it ran to its end");
    Set<String> found = new TreeSet<>();
    for (String line : lines) {
      for (String prefix : List.of("com.kenai.jffi", "jnr.", "org.objectweb.asm")) {
        if (line.contains(" " + prefix)) {
          found.add(prefix);
        }
      }
    }
    return found;
  }

  /** A process that makes system calls. */
  static final class Calling {
    private Calling() {}

    public static void main(String[] arguments) throws IOException {
      Kernel kernel = new NativeKernel();
      int[] pipe = new int[2];
      kernel.pipe(pipe, 0);
      kernel.write(pipe[1], NativeBuffer.allocate(1), 0, 1);
      kernel.randomLong();
      kernel.status(pipe[0], new FileStatus());
      try (EventLoop loop = new EventLoop(Poller.open(kernel))) {
        loop.register(pipe[0], Poller.READ, ready -> System.out.println("done"));
        loop.turn(Poller.FOREVER);
      }
    }
  }

  /** A process that makes none. */
  static final class Idle {
    private Idle() {}

    public static void main(String[] arguments) {
      BurstPool pool = new BurstPool(4096, 1);
      SendQueue queue = new SendQueue(4096, pool);
      queue.copy(NativeBuffer.allocate(8), 0, 8);
      queue.clear();
      System.out.println(queue.isEmpty() ? "done" : "");
    }
  }

  @Test
  void system_calls_load_jffi_and_nothing_on_top_of_it() throws Exception {
    assertEquals(Set.of("com.kenai.jffi"), loadedBy(Calling.class));
  }

  @Test
  void without_system_calls_nothing_native_is_loaded() throws Exception {
    assertEquals(Set.of(), loadedBy(Idle.class));
  }
}
