package dev.bartizan.sources.caddy;

import dev.bartizan.core.event.Flag;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Prefix;

/** What a client address in the log is worth. Pure functions. */
final class Trust {
  private static final Prefix[] PRIVATE = {
    Prefix.of("10.0.0.0/8"),
    Prefix.of("172.16.0.0/12"),
    Prefix.of("192.168.0.0/16"),
    Prefix.of("127.0.0.0/8"),
    Prefix.of("169.254.0.0/16"),
    Prefix.of("::1"),
    Prefix.of("fc00::/7"),
    Prefix.of("fe80::/10")
  };

  private Trust() {}

  /** The flags of an address that was logged as the client's. */
  static int flags(Address client) {
    return (isMasked(client) ? Flag.MASKED.bit() : 0) | (isPrivate(client) ? Flag.PROXY.bit() : 0);
  }

  /**
   * Whether Caddy's {@code ip_mask} filter may have been over it: zeros at the end, as no host
   * should have.
   */
  static boolean isMasked(Address address) {
    return address.isV4() ? (address.low() & 0xff) == 0 : (address.low() & 0xffff_ffffL) == 0;
  }

  /** Whether it is of a private network, link-local or loopback. */
  static boolean isPrivate(Address address) {
    if (address.high() > 0 && address.high() < 0x6000_0000_0000_0000L) {
      return false;
    }
    for (var prefix : PRIVATE) {
      if (prefix.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
