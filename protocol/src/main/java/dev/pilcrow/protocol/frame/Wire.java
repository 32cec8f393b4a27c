package dev.pilcrow.protocol.frame;

/**
 * Layout and limits of the wire format; all lengths are in octets.
 *
 * <pre>
 *   registration   C2 B6 name *( C2 B6 option ) 0A
 *   data           origin [ 40 recipient ] [ part ] C2 B6 payload 0A
 *   disconnect     origin C2 B6 0A
 * </pre>
 */
public final class Wire {

  /**
   * The longest frame, its LF included. It is Linux's PIPE_BUF: the kernel does not interleave a
   * write of this size with another writer's.
   */
  public static final int MAX_FRAME = 4096;

  /**
   * The longest payload, as escaped. Every frame fits in {@link #MAX_FRAME} with it, whatever its
   * address.
   */
  public static final int MAX_PAYLOAD = 3840;

  /** The longest name. */
  public static final int MAX_NAME = 64;

  /** The longest address: two names, the {@code @} between them, and a part of two octets. */
  public static final int MAX_ADDRESS = MAX_NAME + 1 + MAX_NAME + 2;

  /** The length of a token, which is hexadecimal digits and hence also a name. */
  public static final int TOKEN_LENGTH = 16;

  /** The length of the separator. */
  public static final int PILCROW_LENGTH = 2;

  /** Ends a frame. */
  public static final byte LF = '\n';

  /** First octet of the separator, U+00B6 in UTF-8. */
  public static final byte PILCROW_0 = (byte) 0xC2;

  /** Second octet of the separator. */
  public static final byte PILCROW_1 = (byte) 0xB6;

  /** Stands between origin and recipient. */
  public static final byte AT = '@';

  /** Begins a part. */
  public static final byte PLUS = '+';

  /** Begins an escape in a payload. */
  public static final byte BACKSLASH = '\\';

  /** Reserved: the hub itself, as origin and as recipient. */
  public static final String HUB = "hub";

  /** Reserved: the recipient that is everyone. */
  public static final String EVERYONE = "everyone";

  private Wire() {}
}
