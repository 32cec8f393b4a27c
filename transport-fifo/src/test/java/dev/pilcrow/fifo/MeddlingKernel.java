package dev.pilcrow.fifo;

import java.util.HashMap;
import java.util.Map;

/** The real kernel, with somebody else who acts right before some calls. */
final class MeddlingKernel extends FailingKernel {
  private final Kernel kernel;
  private final Map<String, Runnable> before = new HashMap<>();

  /** What the last openat answered. */
  int lastOpen;

  MeddlingKernel(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Does something right before the next such call. */
  MeddlingKernel before(String call, Runnable deed) {
    before.put(call, deed);
    return this;
  }

  /** Does something right before each such call. */
  MeddlingKernel beforeEach(String call, Runnable deed) {
    return before(
        call,
        () -> {
          deed.run();
          beforeEach(call, deed);
        });
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    onCall("openat");
    lastOpen = kernel.openAt(dirFd, path, flags);
    return lastOpen;
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    onCall("mkfifoat");
    return kernel.makeFifoAt(dirFd, path, mode);
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    onCall("unlinkat");
    return kernel.unlinkAt(dirFd, path);
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    onCall("fstatat");
    return kernel.statusAt(dirFd, path, out);
  }

  @Override
  public int status(int fd, FileStatus out) {
    onCall("fstat");
    return kernel.status(fd, out);
  }

  @Override
  public int close(int fd) {
    return kernel.close(fd);
  }

  @Override
  public int userId() {
    return kernel.userId();
  }

  private void onCall(String call) {
    Runnable deed = before.remove(call);
    if (deed != null) {
      deed.run();
    }
  }
}
