package dev.bartizan.core.store;

import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import java.util.Map;

/**
 * What is known about an address that sent events.
 *
 * @param firstSeen microseconds since the epoch, earliest time in its events
 * @param lastSeen microseconds since the epoch, latest time in its events
 * @param events by kind; kinds it has none of are left out
 * @param passed events with action pass
 * @param blocked events with action block
 */
public record AddressState(
    Address address,
    long firstSeen,
    long lastSeen,
    Map<Kind, Long> events,
    long passed,
    long blocked) {
  /** All its events. */
  public long total() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }
}
