package dev.pilcrow.simulator.kernel;

/**
 * Who a process is, and what it may.
 *
 * @param userId its effective user; 0 alone gives no privilege
 * @param privileged whether permissions, sticky bits and the limit on a user's pipe pages do not
 *     hold for it: CAP_DAC_OVERRIDE, CAP_FOWNER and CAP_SYS_ADMIN
 * @param largePipes whether it may make a pipe larger than 1 MiB: CAP_SYS_RESOURCE, which a
 *     container's superuser often lacks
 * @param umask permissions that what it makes does not get
 * @param descriptorLimit how many descriptors it may have open, RLIMIT_NOFILE; at least 1
 */
public record ProcessOptions(
    int userId, boolean privileged, boolean largePipes, int umask, int descriptorLimit) {
  private static final int USUAL_UMASK = 022;
  private static final int USUAL_DESCRIPTOR_LIMIT = 1024;

  public ProcessOptions {
    if (descriptorLimit < 1) {
      throw new IllegalArgumentException("descriptor limit " + descriptorLimit);
    }
  }

  /** An ordinary user's process: umask 022, 1,024 descriptors. */
  public static ProcessOptions user(int userId) {
    return new ProcessOptions(userId, false, false, USUAL_UMASK, USUAL_DESCRIPTOR_LIMIT);
  }

  /** The superuser's. */
  public static ProcessOptions root() {
    return new ProcessOptions(0, true, true, USUAL_UMASK, USUAL_DESCRIPTOR_LIMIT);
  }

  public ProcessOptions withUmask(int newUmask) {
    return new ProcessOptions(userId, privileged, largePipes, newUmask, descriptorLimit);
  }

  public ProcessOptions withDescriptorLimit(int newLimit) {
    return new ProcessOptions(userId, privileged, largePipes, umask, newLimit);
  }
}
