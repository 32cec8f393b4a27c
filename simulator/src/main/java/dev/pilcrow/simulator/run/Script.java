package dev.pilcrow.simulator.run;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.nio.charset.StandardCharsets;

/** An actor that makes its system calls by itself, as a program of a few lines does. */
abstract class Script extends Actor {
  static final String PILCROW = "\u00c2\u00b6";

  final Town town;

  Script(SimulatedProcess process, Town town) {
    super(process);
    this.town = town;
  }

  int makeFifo(String name) {
    return makeFifo(name, 0600);
  }

  int makeFifo(String name, int permissions) {
    return process().makeFifoAt(Kernel.AT_FDCWD, path(name), permissions);
  }

  int openToRead(String name) {
    return process().openAt(Kernel.AT_FDCWD, path(name), O_RDONLY | O_NONBLOCK);
  }

  int openToWrite(String name) {
    return process().openAt(Kernel.AT_FDCWD, path(name), O_WRONLY | O_NONBLOCK);
  }

  int unlink(String name) {
    return process().unlinkAt(Kernel.AT_FDCWD, path(name));
  }

  /** Lets the actor wake when that can be read. */
  int watch(int epoll, int fd) {
    return process().epollControl(epoll, Epoll.CTL_ADD, fd, Epoll.EPOLLIN, 0);
  }

  /** Writes a text, a character an octet, by one call. */
  int write(int fd, String text) {
    return write(fd, latin(text));
  }

  /** Writes octets by one call. */
  int write(int fd, byte[] octets) {
    NativeBuffer buffer = town.scratch();
    buffer.bytes().put(0, octets);
    return process().write(fd, buffer, 0, octets.length);
  }

  /**
   * Reads; how much it was, or −errno. What it was {@link #octetsRead} tells, until the next call.
   */
  int read(int fd) {
    return process().read(fd, town.scratch(), 0, Town.SCRATCH_OCTETS);
  }

  String octetsRead(int length) {
    byte[] octets = new byte[length];
    town.scratch().bytes().get(0, octets);
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** A text's octets, one for each character. */
  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Of an entry of the hub's directory, unless it is a path already. */
  private String path(String name) {
    return name.startsWith("/") ? name : town.directory + '/' + name;
  }
}
