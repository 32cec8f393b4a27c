package dev.pilcrow.simulator.scenario;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SystemCallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client of a few lines, which speaks octets as a shell does. What it gets is frames, or lines of
 * a classic client, as they come, but for the token and the epoch.
 */
final class WirePart extends ClientPart {
  /** A token that no hub has given. */
  static final String NO_TOKEN = "0000000000000000";

  private static final int READ_OCTETS = 1 << 16;
  private static final int LONGEST_WELCOME = 200;
  private static final Pattern WELCOME =
      Pattern.compile("hub¶welcome ([0-9a-f]{16}) (.*) epoch=\\S+");

  private final InboxPen pen;
  private final EventLoop loop;
  private final NativeBuffer buffer = NativeBuffer.allocate(READ_OCTETS);
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private @Nullable Registration fifo;
  private String token = NO_TOKEN;

  WirePart(ScenarioProcess process, Log log, InboxPen pen) throws IOException {
    super(process, log);
    this.pen = pen;
    this.loop = new EventLoop(Poller.open(process));
  }

  /** What the hub has given it to sign with. */
  String token() {
    return token;
  }

  /** Opens its FIFO for reading. */
  void open(String path) throws SystemCallException {
    int fd = process.openAt(Kernel.AT_FDCWD, path, O_RDONLY | O_NONBLOCK);
    if (fd < 0) {
      log.got("not opened: " + Errno.name(-fd));
    } else if (fifo != null) {
      process.close(fd);
      log.got("not opened: it is open");
    } else {
      fifo = loop.register(fd, Poller.READ, ready -> onReady(fd));
    }
  }

  /** Writes octets into the inbox as they are. */
  void write(byte[] octets) {
    pen.write(process, log, octets);
  }

  @Override
  void turn(long timeoutNanos) throws IOException {
    loop.turn(timeoutNanos);
  }

  @Override
  long timeoutNanos() {
    return Poller.FOREVER;
  }

  @Override
  void say(@Nullable String recipient, byte[] message) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(utf8(token + (recipient == null ? "" : "@" + recipient) + "¶"));
    frame.writeBytes(message);
    frame.write('\n');
    write(frame.toByteArray());
  }

  @Override
  void askWho() {
    say("hub", utf8("who"));
  }

  @Override
  void ping(String text) {
    say("hub", utf8("ping " + text));
  }

  @Override
  void leave() {
    say(null, new byte[0]);
  }

  /** A shell script that is interrupted. */
  @Override
  void close() {
    leave();
    loop.close();
    die();
  }

  @Override
  void read(boolean wanted) {
    Registration registration = fifo;
    if (registration != null) {
      try {
        if (wanted) {
          registration.interest(Poller.READ);
        } else {
          registration.suspend();
        }
      } catch (SystemCallException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  void goHome() {
    if (tail.size() > 0) {
      log.got("unfinished: " + Spelling.of(tail.toByteArray()));
    }
    die();
  }

  private void onReady(int fd) {
    int result = process.read(fd, buffer, 0, READ_OCTETS);
    if (result == 0) {
      log.got("end of file");
      hangUp();
    } else if (result > 0) {
      for (int i = 0; i < result; i++) {
        byte octet = buffer.bytes().get(i);
        if (octet == '\n') {
          onLine(tail.toByteArray());
          tail.reset();
        } else {
          tail.write(octet);
        }
      }
    }
  }

  private void hangUp() {
    Registration registration = fifo;
    if (registration != null) {
      registration.cancel();
      process.close(registration.descriptor());
      fifo = null;
    }
  }

  private void onLine(byte[] line) {
    String text = line.length > LONGEST_WELCOME ? "" : new String(line, StandardCharsets.UTF_8);
    Matcher welcome = WELCOME.matcher(text);
    if (welcome.matches()) {
      token = welcome.group(1);
      log.got("hub¶welcome TOKEN " + welcome.group(2));
    } else {
      log.got(Spelling.of(line));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
