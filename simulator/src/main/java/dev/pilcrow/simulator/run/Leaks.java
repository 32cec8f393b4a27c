package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.oracle.PromiseBroken;

/** What a program leaves open when it should have closed it. */
public final class Leaks {
  /** A descriptor was left open. */
  public static final class DescriptorLeaked extends PromiseBroken {
    private static final long serialVersionUID = 1;

    public DescriptorLeaked(String message) {
      super(message);
    }
  }

  private Leaks() {}

  /**
   * The actor's process should have so many descriptors open now, and no more.
   *
   * @throws DescriptorLeaked if it has more
   */
  public static void check(Actor actor, int expected) {
    if (actor.process().openDescriptors() > expected) {
      StringBuilder open = new StringBuilder();
      int found = 0;
      for (int fd = 0; found < actor.process().openDescriptors(); fd++) {
        String what = actor.process().describe(fd);
        if (what != null) {
          found++;
          open.append(found == 1 ? "" : ", ").append(fd).append(' ').append(what);
        }
      }
      throw new DescriptorLeaked(
          "%s should have %d descriptors open and has %s".formatted(actor, expected, open));
    }
  }
}
