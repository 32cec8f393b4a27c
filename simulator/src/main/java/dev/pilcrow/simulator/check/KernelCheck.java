package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.SeededChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs random sequences of system calls on the simulated kernel and on the machine's own, in a
 * private directory made for it, and compares them call by call.
 *
 * <pre>
 *   try (KernelCheck check = KernelCheck.open()) {
 *     CheckReport report = check.run(seed, 100_000, sequences -&gt; {});
 *   }
 * </pre>
 *
 * <p>Everything that a call answers is compared: the result or errno, the octets read, epoll's
 * events in their order, a file's kind, permissions, owner, links and size, and which names and
 * descriptors are the same file. Left out is what a kernel may choose:
 *
 * <ul>
 *   <li>the numbers of descriptors (the real process has others open), devices and inodes;
 *   <li>size and links of a directory: each file system counts in its own way;
 *   <li>owner and permissions of {@code /dev/null}: each system has its own;
 *   <li>locks on an eventfd or an epoll: those are one file for all processes of a machine.
 * </ul>
 *
 * <p>For one thread. Needs Linux. A process that is not privileged must not be near its user's
 * limit of pipe pages, which the simulated one does not share.
 */
public final class KernelCheck implements AutoCloseable {
  private static final int SEQUENCES_PER_PROGRESS = 1000;

  private final Path directory;
  private final Outcomes outcomes = new Outcomes();
  private final Sequence sequence;

  /** Hears how far a check is. */
  @FunctionalInterface
  public interface Progress {
    /** So many sequences are done; called after every thousand. */
    void onSequences(long done);
  }

  /**
   * A check against the machine's own kernel.
   *
   * @throws IOException if no temporary directory can be made
   */
  public static KernelCheck open() throws IOException {
    return open(new NativeKernel());
  }

  /**
   * A check against another kernel that works on the machine's files.
   *
   * @throws IOException if no temporary directory can be made
   */
  public static KernelCheck open(Kernel real) throws IOException {
    return new KernelCheck(real, Files.createTempDirectory("pilcrow-check"));
  }

  private KernelCheck(Kernel real, Path directory) {
    this.directory = directory;
    this.sequence = new Sequence(new RealSide(real, directory), outcomes);
  }

  /**
   * Runs sequences until the first that differs. The same seed gives the same sequences.
   *
   * @return what was done since this check was opened, and how the sequence that differed can be
   *     had in few calls
   * @throws IOException if the directory cannot be put in order between sequences
   */
  public CheckReport run(long seed, long sequences, Progress progress) throws IOException {
    SeededChoices choices = new SeededChoices(seed);
    for (long i = 0; i < sequences; i++) {
      if (!sequence.run(choices.fork("sequence " + i))) {
        return report(i + 1, explain(seed, i));
      }
      if ((i + 1) % SEQUENCES_PER_PROGRESS == 0) {
        progress.onSequences(i + 1);
      }
    }
    return report(sequences, null);
  }

  /**
   * Runs one sequence drawn from any choices.
   *
   * @return null if the kernels agree
   */
  public @Nullable Divergence run(Choices choices) throws IOException {
    return sequence.run(choices) ? null : explain(0, 0);
  }

  /** Removes the directory. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Where the real side's files lie while the check is open. */
  Path directory() {
    return directory;
  }

  private Divergence explain(long seed, long number) throws IOException {
    List<Step> original = sequence.steps();
    String difference = Objects.requireNonNull(sequence.difference());
    if (sequence.run(original)) {
      return new Divergence(
          seed, number, sequence.results(), difference + "; but not when it was tried again");
    }
    sequence.run(new Shrinker(sequence).shrink(original));
    return new Divergence(
        seed, number, sequence.results(), Objects.requireNonNull(sequence.difference()));
  }

  private CheckReport report(long sequences, @Nullable Divergence divergence) {
    return new CheckReport(sequences, outcomes.total(), outcomes.toMap(), divergence);
  }
}
