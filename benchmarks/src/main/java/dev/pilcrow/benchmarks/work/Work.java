package dev.pilcrow.benchmarks.work;

import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing to measure. Its {@link #id} says all about it, so that it can be handed to another
 * process and typed by a person:
 *
 * <pre>
 *   rtt-64              one client, echo mode: a frame there and back, one at a time
 *   rtt-64-idle9000     the same, beside 9,000 clients that say nothing
 *   echo-32x8-64        32 clients, echo mode, each keeps 8 frames under way
 *   fan-100x32-64       one speaks to 100 subscribers, 32 frames in one write
 *      \    \  \  '-- octets of each payload
 *       \    \  '---- frames per write, or under way
 *        \    '------ clients
 *         '---------- kind
 * </pre>
 */
public sealed interface Work permits Work.RoundTrip, Work.Echo, Work.FanOut {

  /** A payload holds a stamp. */
  int LEAST_PAYLOAD = Stamp.LENGTH;

  /** What stands around a payload on its way up: token, ¶, LF. */
  int FRAME_OVERHEAD = Wire.TOKEN_LENGTH + Wire.PILCROW_LENGTH + 1;

  /** What a pipe of default size holds: more under way to one client might block a simple hub. */
  int PIPE_OCTETS = 1 << 16;

  /** What it is called everywhere. */
  String id();

  /** What the id begins with. */
  String kind();

  /** What it is, in words. */
  String title();

  /** Octets of each payload. */
  int payloadLength();

  /** How many clients there are, those who do nothing included. */
  int clients();

  /** What the hub does with the frames. */
  HubMode mode();

  /** What its results are compared by. */
  Metric primary();

  /** Frames there and back, one at a time, beside {@code idle} clients that say nothing. */
  record RoundTrip(int payloadLength, int idle) implements Work {
    public RoundTrip {
      requirePayload(payloadLength);
    }

    @Override
    public String id() {
      return kind() + "-" + payloadLength + (idle == 0 ? "" : "-idle" + idle);
    }

    @Override
    public String kind() {
      return "rtt";
    }

    @Override
    public String title() {
      return "round trip, "
          + payloadLength
          + " octets"
          + (idle == 0 ? "" : ", beside " + idle + " idle clients");
    }

    @Override
    public int clients() {
      return 1 + idle;
    }

    @Override
    public HubMode mode() {
      return HubMode.ECHO;
    }

    @Override
    public Metric primary() {
      return Metric.P50_MICROS;
    }
  }

  /** Clients that each keep {@code window} frames under way. */
  record Echo(int clients, int window, int payloadLength) implements Work {
    public Echo {
      requirePayload(payloadLength);
      requirePositive(clients, "clients");
      requirePositive(window, "frames under way");
      if (window * (payloadLength + FRAME_OVERHEAD) > PIPE_OCTETS) {
        throw new IllegalArgumentException(
            window + " frames of " + payloadLength + " octets are more than a pipe holds");
      }
    }

    @Override
    public String id() {
      return kind() + "-" + clients + "x" + window + "-" + payloadLength;
    }

    @Override
    public String kind() {
      return "echo";
    }

    @Override
    public String title() {
      return "echo, "
          + clients
          + " clients, "
          + window
          + " frames under way each, "
          + payloadLength
          + " octets";
    }

    @Override
    public HubMode mode() {
      return HubMode.ECHO;
    }

    @Override
    public Metric primary() {
      return Metric.FRAMES_PER_SECOND;
    }
  }

  /** One speaks to all, {@code batch} frames in one write. */
  record FanOut(int clients, int batch, int payloadLength) implements Work {

    public FanOut {
      requirePayload(payloadLength);
      requirePositive(clients, "subscribers");
      requirePositive(batch, "frames per write");
      if (batch * (payloadLength + FRAME_OVERHEAD) > Wire.MAX_FRAME) {
        throw new IllegalArgumentException(
            batch + " frames of " + payloadLength + " octets are no atomic write");
      }
    }

    @Override
    public String id() {
      return kind() + "-" + clients + "x" + batch + "-" + payloadLength;
    }

    @Override
    public String kind() {
      return "fan";
    }

    @Override
    public String title() {
      return "fan-out to "
          + clients
          + ", "
          + batch
          + " frames per write, "
          + payloadLength
          + " octets";
    }

    @Override
    public HubMode mode() {
      return HubMode.CHAT;
    }

    @Override
    public Metric primary() {
      return Metric.FRAMES_PER_SECOND;
    }
  }

  /**
   * The work of that id.
   *
   * @throws IllegalArgumentException if there is none such, with a text for the user
   */
  static Work parse(String id) {
    Matcher rtt = Pattern.compile("rtt-(\\d{1,4})(?:-idle(\\d{1,5}))?").matcher(id);
    if (rtt.matches()) {
      String idle = rtt.group(2);
      return new RoundTrip(number(rtt, 1), idle == null ? 0 : Integer.parseInt(idle));
    }
    Matcher other = Pattern.compile("(echo|fan)-(\\d{1,5})x(\\d{1,4})-(\\d{1,4})").matcher(id);
    if (!other.matches()) {
      throw new IllegalArgumentException(
          "no such work: " + id + " (they look like rtt-64, echo-32x8-64, fan-100x32-64)");
    }
    int clients = number(other, 2);
    int frames = number(other, 3);
    int payload = number(other, 4);
    return "fan".equals(other.group(1))
        ? new FanOut(clients, frames, payload)
        : new Echo(clients, frames, payload);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static void requirePayload(int length) {
    if (length < LEAST_PAYLOAD || length > Wire.MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "a payload of " + length + " octets: " + LEAST_PAYLOAD + " to " + Wire.MAX_PAYLOAD);
    }
  }

  private static void requirePositive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " " + what + ": at least 1");
    }
  }
}
