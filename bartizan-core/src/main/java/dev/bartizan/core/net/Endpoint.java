package dev.bartizan.core.net;

import org.jspecify.annotations.Nullable;

/**
 * One side of a conversation.
 *
 * @param ip null when the record names none, or only a masked or hashed one
 * @param port 0 to 65535, or -1 where there is none
 */
public record Endpoint(@Nullable Address ip, int port) {
  /** Neither address nor port. */
  public static final Endpoint NONE = new Endpoint(null, -1);

  /** Refuses ports outside their range. */
  public Endpoint {
    if (port < -1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
  }

  /** An address without a port. */
  public static Endpoint of(@Nullable Address ip) {
    return ip == null ? NONE : new Endpoint(ip, -1);
  }

  @Override
  public String toString() {
    if (port < 0) {
      return ip == null ? "-" : ip.toString();
    }
    return ip == null ? ":" + port : ip.isV4() ? ip + ":" + port : "[" + ip + "]:" + port;
  }
}
