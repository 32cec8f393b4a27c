package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.kernel.SystemCall;

/**
 * What a call is about, as far as others could tell. Who has nothing to do with it might as well
 * move before the call as behind it.
 *
 * @param everything it may be about any file: it goes by a name, or by what an epoll knows
 * @param inode of the descriptor that it is about
 * @param otherInode of the other one
 */
record Footprint(boolean everything, long inode, long otherInode) {
  /** Of the call that a process is in. */
  static Footprint of(SimulatedProcess process, SystemCall call) {
    boolean polls = call == SystemCall.EPOLL_WAIT || call == SystemCall.EPOLL_CONTROL;
    return new Footprint(
        polls || process.callPath() != null,
        process.inodeNumber(process.callDescriptor()),
        process.inodeNumber(process.callOtherDescriptor()));
  }

  /** Whether it may be about something that the process has open, or could look for. */
  boolean concerns(SimulatedProcess process) {
    return everything || process.hasOpen(inode) || process.hasOpen(otherInode);
  }
}
