package dev.bartizan.core.event;

import dev.bartizan.core.net.Endpoint;

/**
 * What all events share.
 *
 * @param time of capture, microseconds since the epoch; finer clocks are cut
 * @param origin who saw it; one instance per source
 * @param src who sent it, as on the wire before any translation
 * @param dst whom it was for, as on the wire before any translation
 * @param proto IP protocol number, or {@link dev.bartizan.core.net.IpProtocol#NONE}
 * @param passage what the firewall or server did with it, and where it went through
 * @param extra the rest
 */
public record Head(
    long time, Origin origin, Endpoint src, Endpoint dst, int proto, Passage passage, Extra extra) {
  /** The same with another time. */
  public Head at(long micros) {
    return new Head(micros, origin, src, dst, proto, passage, extra);
  }

  /** The same with another rest. */
  public Head with(Extra other) {
    return new Head(time, origin, src, dst, proto, passage, other);
  }

  /** The same from another origin. */
  public Head from(Origin other) {
    return new Head(time, other, src, dst, proto, passage, extra);
  }
}
