package dev.pilcrow.simulator.scenario;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server as the lab sheet has it for exercise 2: it reads 1,000 octets at a time, takes them for
 * one frame, splits them at each {@code ¶}, echoes, and ends with an error over anything else.
 */
final class LabServerPart extends ServerPart {
  private static final int READ_OCTETS = 1_000;

  private final String inbox;
  private final EventLoop loop;
  private final NativeBuffer buffer = NativeBuffer.allocate(READ_OCTETS);
  private final Map<String, Integer> clients = new LinkedHashMap<>();
  private final int fd;
  private @Nullable String failure;
  private boolean stops;

  LabServerPart(ScenarioProcess process, Log log, String directory) throws IOException {
    super(process, log);
    this.inbox = directory + '/' + Wire.HUB;
    process.makeDirectory(directory, 0700);
    process.makeFifoAt(Kernel.AT_FDCWD, inbox, 0600);
    this.fd = process.openAt(Kernel.AT_FDCWD, inbox, O_RDWR | O_NONBLOCK);
    if (fd < 0) {
      throw new SystemCallException("open", inbox, -fd);
    }
    this.loop = new EventLoop(Poller.open(process));
    loop.register(fd, Poller.READ, ready -> onReady());
  }

  @Override
  void turn(long timeoutNanos) throws IOException {
    loop.turn(timeoutNanos);
    if (failure != null || stops) {
      log.got(failure == null ? "ended" : "failed: " + failure);
      clients.values().forEach(process::close);
      process.unlinkAt(Kernel.AT_FDCWD, inbox);
      loop.close();
      process.close(fd);
      end();
    }
  }

  @Override
  long timeoutNanos() {
    return stops ? 0 : Poller.FOREVER;
  }

  @Override
  void stop() {
    stops = true;
  }

  private void onReady() {
    int length = process.read(fd, buffer, 0, READ_OCTETS);
    if (length > 0) {
      byte[] octets = new byte[length];
      buffer.bytes().get(0, octets);
      String[] parts = new String(octets, StandardCharsets.UTF_8).split("¶", -1);
      if (parts.length != 2) {
        failure = parts.length + " values to unpack";
      } else if (parts[0].isEmpty()) {
        open(parts[1]);
      } else {
        answer(parts[0], parts[1]);
      }
    }
  }

  private void open(String path) {
    int client = process.openAt(Kernel.AT_FDCWD, path, O_WRONLY | O_NONBLOCK);
    if (client < 0) {
      failure = Errno.name(-client);
    } else {
      clients.put(path, client);
      log.got("a client");
    }
  }

  private void answer(String path, String text) {
    Integer client = clients.get(path);
    if (client == null) {
      failure = "no such client";
    } else if (text.isEmpty()) {
      clients.remove(path);
      process.close(client);
      log.got("a goodbye");
    } else {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      buffer.bytes().put(0, octets);
      int result = process.write(client, buffer, 0, octets.length);
      failure = result < 0 ? Errno.name(-result) : null;
    }
  }
}
