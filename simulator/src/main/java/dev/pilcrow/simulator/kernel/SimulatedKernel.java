package dev.pilcrow.simulator.kernel;

import dev.pilcrow.simulator.choice.SeededChoices;
import java.util.HashMap;
import java.util.Map;

/**
 * A machine: files, pipes, a clock. Its processes are {@link SimulatedProcess}es.
 *
 * <p>It begins with {@code /dev/null} and an empty {@code /tmp}. Time stands still but for {@link
 * #advanceTo}. What is random on it comes from its seed; each process has random numbers of its
 * own, told apart by its name and by how many of that name there were before, so that one process
 * more changes nothing for the others.
 *
 * <p>What it leaves out: groups other than a user's own, access control lists, mounts, file locks
 * other than flock(2)'s exclusive one, an epoll that watches an epoll, signals (a {@link CallGate}
 * makes calls fail with EINTR), splice(2) into a pipe from a file, limits on memory and on open
 * files of the whole system.
 */
public final class SimulatedKernel {
  private static final long PIPE_DEVICE = 0xE;
  private static final long ANONYMOUS_DEVICE = 0xF;
  private static final int ANONYMOUS_PERMISSIONS = 0600;

  final FileTree tree = new FileTree();
  final transient PagePool pool = new PagePool();
  final PipePages pipePages = new PipePages();

  /** Linux has a single inode for all that has no file: eventfd, epoll. */
  final Inode anonymous = new Inode(ANONYMOUS_DEVICE, 1, ANONYMOUS_PERMISSIONS, 0);

  private final SimulatedFiles files = new SimulatedFiles(tree);
  private final transient SeededChoices random;
  private final Map<String, Integer> namesakes = new HashMap<>();
  private int processes;
  private long nextPipeNumber = 1;
  private long nanoTime;

  /**
   * @param seed of what is random on the machine, such as the hub's tokens
   */
  public SimulatedKernel(long seed) {
    this.random = new SeededChoices(seed).fork("kernel");
    files.makeDirectory("/tmp", 01777, 0);
    files.makeDirectory("/dev", 0755, 0);
    files.makeNullDevice("/dev/null");
  }

  /** The machine's files, for whoever sets the scene. */
  public SimulatedFiles files() {
    return files;
  }

  /** A new process without any descriptor, its working directory the root. */
  public SimulatedProcess start(String name, ProcessOptions options, CallGate gate) {
    int before = namesakes.merge(name, 1, Integer::sum) - 1;
    SeededChoices own = random.fork(name).fork("" + before);
    return new SimulatedProcess(this, processes++, name, options, gate, own);
  }

  /** The machine's clock, which starts at 0. */
  public long nanoTime() {
    return nanoTime;
  }

  /** Lets time go by. A time that is past changes nothing. */
  public void advanceTo(long nanos) {
    nanoTime = Math.max(nanoTime, nanos);
  }

  /**
   * {@code /proc/sys/fs/pipe-user-pages-soft}: past so many pages an unprivileged user's new pipes
   * get two, and none can grow. 16,384 at first.
   *
   * @param pages 0 for no limit
   */
  public void setPipePagesSoftLimit(int pages) {
    pipePages.setSoftLimit(pages);
  }

  Inode newPipeInode(int owner) {
    return new Inode(PIPE_DEVICE, nextPipeNumber++, SimulatedFiles.PIPE_MODE, owner);
  }
}
