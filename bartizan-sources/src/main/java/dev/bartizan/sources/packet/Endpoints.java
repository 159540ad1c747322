package dev.bartizan.sources.packet;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and endpoints as objects; those seen lately are found again. A newer one takes the
 * place of an older. For one thread.
 */
final class Endpoints {
  private static final int SHIFT = 53;
  private static final int SLOTS = 1 << (64 - SHIFT);
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final @Nullable Address[] addresses = new @Nullable Address[SLOTS];

  Endpoint get(long high, long low, int port) {
    long hash = (Long.rotateLeft(high, 23) ^ low) * MIX;
    return new Endpoint(address(high, low, (int) (hash >>> SHIFT)), port);
  }

  private Address address(long high, long low, int slot) {
    var known = addresses[slot];
    if (known != null && is(known, high, low)) {
      return known;
    }
    var made = new Address(high, low);
    addresses[slot] = made;
    return made;
  }

  private static boolean is(@Nullable Address address, long high, long low) {
    return address != null && address.low() == low && address.high() == high;
  }
}
