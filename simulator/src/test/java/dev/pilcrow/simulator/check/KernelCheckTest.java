package dev.pilcrow.simulator.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.simulator.choice.SeededChoices;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check itself: it gets where kernels differ, and says so in few calls. */
class KernelCheckTest {
  private static final int MANY = 2000;

  /** A real kernel with one answer bent. */
  private static Kernel bent(String method, int from, int to) {
    Kernel real = new NativeKernel();
    InvocationHandler handler =
        (proxy, called, arguments) -> {
          Object result = called.invoke(real, arguments);
          boolean bends = called.getName().equals(method) && Integer.valueOf(from).equals(result);
          return bends ? (Object) to : result;
        };
    return (Kernel)
        Proxy.newProxyInstance(
            KernelCheckTest.class.getClassLoader(), new Class<?>[] {Kernel.class}, handler);
  }

  private static Divergence find(Kernel kernel) throws IOException {
    try (KernelCheck check = KernelCheck.open(kernel)) {
      Divergence found = check.run(1, MANY, done -> {}).divergence();
      assertNotNull(found);
      return found;
    }
  }

  @Test
  void a_tee_that_gives_one_octet_less_is_found_and_shown_in_few_calls() throws IOException {
    Divergence found = find(bent("tee", 100, 99));
    assertTrue(found.calls().size() <= 6, found::toString);
    assertEquals("simulated 100, real 99", found.difference());
    String last = found.calls().get(found.calls().size() - 1);
    assertTrue(last.contains("tee("), found::toString);
  }

  @Test
  void a_wrong_errno_of_a_rare_case_is_found() throws IOException {
    Divergence found = find(bent("setPipeCapacity", -16, -22));
    assertEquals("simulated -EBUSY, real -EINVAL", found.difference());
    assertTrue(found.toString().startsWith("The kernels disagree (seed 1, sequence "));
  }

  @Test
  void the_same_seed_makes_the_same_calls() throws IOException {
    List<CheckReport> reports = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (KernelCheck check = KernelCheck.open()) {
        reports.add(check.run(7, 200, done -> {}));
      }
    }
    assertEquals(reports.get(0), reports.get(1));
    assertNull(reports.get(0).divergence());
  }

  @Test
  void progress_is_told_every_thousand_sequences() throws IOException {
    List<Long> told = new ArrayList<>();
    try (KernelCheck check = KernelCheck.open()) {
      check.run(1, 2500, told::add);
    }
    assertEquals(List.of(1000L, 2000L), told);
  }

  /** Else the agreement would say little. */
  @Test
  void the_sequences_get_to_the_rare_answers() throws IOException {
    CheckReport report;
    try (KernelCheck check = KernelCheck.open()) {
      report = check.run(1, MANY, done -> {});
    }
    List<String> missing = new ArrayList<>(RARE);
    missing.removeAll(report.outcomes().keySet());
    assertEquals(List.of(), missing);
  }

  @Test
  void nothing_is_changed_outside_of_the_scene(@TempDir Path directory) throws IOException {
    for (String name : List.of("/dev/null", "..", "../a", "sub/../../a", "./..")) {
      assertFalse(Scene.isWithin(name), name);
    }
    Path kept = Files.createFile(directory.resolve("kept"));
    Step unlink = new Step(StepKind.UNLINK, 0, 0, Scene.NAMES.indexOf("/dev/null"), 0, 0);
    RealSide side = new RealSide(new NativeKernel(), directory);
    assertThrows(IllegalArgumentException.class, () -> side.perform(unlink, 0));
    assertTrue(Files.exists(kept));
  }

  @Test
  void a_check_leaves_no_file_behind() throws IOException {
    Path directory;
    try (KernelCheck check = KernelCheck.open()) {
      check.run(new SeededChoices(3));
      directory = check.directory();
      assertTrue(Files.isDirectory(directory));
    }
    assertFalse(Files.exists(directory));
  }

  private static final List<String> RARE =
      List.of(
          "read 0",
          "read >0",
          "read EAGAIN",
          "write EAGAIN",
          "write EPIPE",
          "write count EAGAIN",
          "write count EINVAL",
          "tee >0",
          "tee 0",
          "tee EAGAIN",
          "tee EPIPE",
          "splice >0",
          "splice 0",
          "splice EAGAIN",
          "splice EPIPE",
          "set capacity >0",
          "set capacity EBUSY",
          "set capacity EINVAL",
          "open ENXIO",
          "open ELOOP",
          "open ENOTDIR",
          "open EISDIR",
          "open EINVAL",
          "lock EAGAIN",
          "watch EEXIST",
          "watch EPERM",
          "unwatch 0",
          "change watch 0",
          "wait >0",
          "remove directory ENOTEMPTY",
          "make fifo EEXIST");
}
