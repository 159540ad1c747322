package dev.bartizan.core.event;

/**
 * One thing seen, immutable. Consumers switch over the family without {@code default}, so that a
 * new kind stops the compiler. Equality leaves the raw record out ({@link Raw}). Fields by name:
 * {@link Field}.
 */
public sealed interface Event extends Decoded
    permits PacketLogged, StateChanged, AlertRaised, RequestServed, FlowObserved, HoneypotTouched {
  /** The part that all kinds share. */
  Head head();

  /** The same event with another head. */
  Event with(Head head);

  /** Which of the family it is. */
  default Kind kind() {
    return switch (this) {
      case PacketLogged _ -> Kind.PACKET;
      case StateChanged _ -> Kind.STATE;
      case AlertRaised _ -> Kind.ALERT;
      case RequestServed _ -> Kind.REQUEST;
      case FlowObserved _ -> Kind.FLOW;
      case HoneypotTouched _ -> Kind.HONEYPOT;
    };
  }
}
