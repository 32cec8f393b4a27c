package dev.pilcrow.protocol.hub;

/**
 * What kind of hub this is. Fixed for the hub's life.
 *
 * @param mode who gets a frame that names nobody
 * @param classic whether the lab sheet's own clients are served too
 * @param presence whether clients are told of each other's coming and going (in chat mode only)
 * @param slowPolicy what becomes of a client that does not read
 * @param exitWhenEmpty whether the hub ends when its last client has left
 * @param epoch a number that tells this run of the hub from every other, said in each welcome
 * @param limits the bounds
 */
public record HubConfig(
    HubMode mode,
    boolean classic,
    boolean presence,
    SlowPolicy slowPolicy,
    boolean exitWhenEmpty,
    long epoch,
    HubLimits limits) {

  /** A hub of that mode with the defaults: native clients only, presence, gaps, default limits. */
  public static HubConfig of(HubMode mode) {
    return new HubConfig(mode, false, true, SlowPolicy.GAP, false, 0, HubLimits.DEFAULT);
  }

  /** The same, serving classic clients as well or not. */
  public HubConfig withClassic(boolean served) {
    return new HubConfig(mode, served, presence, slowPolicy, exitWhenEmpty, epoch, limits);
  }

  /** The same with presence frames or without. */
  public HubConfig withPresence(boolean told) {
    return new HubConfig(mode, classic, told, slowPolicy, exitWhenEmpty, epoch, limits);
  }

  /** The same with another policy for slow clients. */
  public HubConfig withSlowPolicy(SlowPolicy policy) {
    return new HubConfig(mode, classic, presence, policy, exitWhenEmpty, epoch, limits);
  }

  /** The same, ending with its last client or not. */
  public HubConfig withExitWhenEmpty(boolean ends) {
    return new HubConfig(mode, classic, presence, slowPolicy, ends, epoch, limits);
  }

  /** The same with another epoch. */
  public HubConfig withEpoch(long number) {
    return new HubConfig(mode, classic, presence, slowPolicy, exitWhenEmpty, number, limits);
  }

  /** The same with other limits. */
  public HubConfig withLimits(HubLimits bounds) {
    return new HubConfig(mode, classic, presence, slowPolicy, exitWhenEmpty, epoch, bounds);
  }
}
