package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SimulatedFiles;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.PromiseBroken;

/**
 * The hub opens what its clients' names stand for, and never what a symbolic link under such a name
 * leads to: that could be any file of the user's.
 */
final class LinkOracle implements CallWatch {
  /** The hub opened something through a symbolic link. */
  static final class LinkFollowed extends PromiseBroken {
    private static final long serialVersionUID = 1;

    LinkFollowed(String message) {
      super(message);
    }
  }

  private final SimulatedFiles files;
  private final String directory;

  /**
   * @param directory the hub's
   */
  LinkOracle(SimulatedFiles files, String directory) {
    this.files = files;
    this.directory = directory;
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    if (call != SystemCall.OPEN || result < 0 || !(actor instanceof HubActor)) {
      return;
    }
    String name = String.valueOf(actor.process().callPath());
    String path = name.startsWith("/") ? name : directory + '/' + name;
    if (files.isSymbolicLink(path)) {
      throw new LinkFollowed("the hub has opened " + path + ", which is a symbolic link");
    }
  }
}
