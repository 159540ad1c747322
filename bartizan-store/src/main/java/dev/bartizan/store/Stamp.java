package dev.bartizan.store;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.event.StateChanged;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.query.Query;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What many events have in common: who saw it, what became of it, by which rule. An event's row
 * holds the number of its stamp instead of these texts.
 *
 * @param ipFlags of a packet
 * @param variant which transport a packet's record has, or which layer a flow's
 */
record Stamp(Origin origin, Passage passage, Rule rule, @Nullable String ipFlags, int variant) {
  /** The fields that a stamp holds. */
  static final Set<Field> FIELDS =
      EnumSet.of(
          Field.SENSOR,
          Field.SOURCE,
          Field.ACTION,
          Field.DIRECTION,
          Field.IFACE_IN,
          Field.IFACE_OUT,
          Field.RULE_ID,
          Field.RULE_NAME,
          Field.RULE_REASON,
          Field.IP_FLAGS);

  /** A stamp that says nothing but what became of it. */
  static Stamp with(@Nullable Action action) {
    return new Stamp(
        new Origin("", ""), new Passage(action, null, null, null), Rule.UNKNOWN, null, 0);
  }

  static Stamp of(Event event) {
    var head = event.head();
    return switch (event) {
      case PacketLogged packet ->
          new Stamp(
              head.origin(),
              head.passage(),
              packet.rule(),
              packet.ip().flags(),
              variant(packet.transport()));
      case StateChanged state ->
          new Stamp(head.origin(), head.passage(), state.state().rule(), null, 0);
      case FlowObserved flow ->
          new Stamp(head.origin(), head.passage(), Rule.UNKNOWN, null, variant(flow.layer()));
      case AlertRaised _, RequestServed _, HoneypotTouched _ ->
          new Stamp(head.origin(), head.passage(), Rule.UNKNOWN, null, 0);
    };
  }

  private static int variant(Transport transport) {
    return switch (transport) {
      case Transport.Other _ -> 0;
      case Transport.Tcp _ -> 1;
      case Transport.Icmp _ -> 2;
    };
  }

  private static int variant(FlowObserved.Layer layer) {
    return switch (layer) {
      case FlowObserved.Plain _ -> 0;
      case FlowObserved.Dns _ -> 1;
      case FlowObserved.Tls _ -> 2;
      case FlowObserved.Ssh _ -> 3;
    };
  }

  /** The text of one of {@link #FIELDS}. */
  @Nullable String text(Field field) {
    return field.textOf(packet());
  }

  /** Whether a query about nothing but {@link #FIELDS} holds. */
  boolean matches(Query query) {
    return query.test(packet());
  }

  /** Whether a text occurs in one of the fields that events of this kind have. */
  boolean contains(Kind kind, String lower) {
    var packet = packet();
    return FIELDS.stream()
        .filter(field -> field.in(kind))
        .anyMatch(field -> Lower.contains(field.textOf(packet), lower));
  }

  /** A packet with this stamp: packets have all of its fields. */
  PacketLogged packet() {
    var head = new Head(0, origin, Endpoint.NONE, Endpoint.NONE, -1, passage, Extra.NONE);
    return new PacketLogged(
        head,
        rule,
        new PacketLogged.Ip(-1, -1, -1, -1, -1, ipFlags, -1),
        Transport.Other.UNKNOWN,
        PacketLogged.Link.UNKNOWN);
  }
}
