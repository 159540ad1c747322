package dev.bartizan.store;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.store.AddressOrder;
import dev.bartizan.core.store.AddressState;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what one address sent. */
final class AddressTally {
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private final Map<Kind, Long> events = new EnumMap<>(Kind.class);
  private long passed;
  private long blocked;

  void add(Event event) {
    var action = event.head().passage().action();
    long time = event.head().time();
    seen(time, time, action == Action.PASS ? 1 : 0, action == Action.BLOCK ? 1 : 0);
    count(event.kind(), 1);
  }

  void seen(long from, long to, long morePassed, long moreBlocked) {
    first = Math.min(first, from);
    last = Math.max(last, to);
    passed += morePassed;
    blocked += moreBlocked;
  }

  void count(Kind kind, long more) {
    if (more > 0) {
      events.merge(kind, more, Long::sum);
    }
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  AddressState state(Address address) {
    return new AddressState(address, first, last, Map.copyOf(events), passed, blocked);
  }

  /** The order of a listing; ties by address. */
  static Comparator<AddressState> by(AddressOrder order) {
    var byAddress = Comparator.comparing(AddressState::address);
    return switch (order) {
      case RECENT ->
          Comparator.comparingLong(AddressState::lastSeen).reversed().thenComparing(byAddress);
      case EVENTS ->
          Comparator.comparingLong(AddressState::total).reversed().thenComparing(byAddress);
      case BLOCKED ->
          Comparator.comparingLong(AddressState::blocked).reversed().thenComparing(byAddress);
      case ADDRESS -> byAddress;
    };
  }
}
