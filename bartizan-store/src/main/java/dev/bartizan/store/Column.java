package dev.bartizan.store;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.StateChanged;
import dev.bartizan.core.event.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table of one kind. Columns are named as their fields; an address takes two of
 * them, {@code .hi} and {@code .lo}. Absent values are NULL.
 */
record Column(String name, Type type) {
  /** How a column is held. */
  enum Type {
    INTEGER,
    BIGINT,
    UBIGINT,
    VARCHAR
  }

  static final Column ID = new Column("id", Type.BIGINT);
  static final Column TIME = new Column("time", Type.BIGINT);
  static final Column DETAIL = new Column("detail", Type.VARCHAR);

  /** Which transport a packet's record has, beside its protocol number. */
  static final Column TRANSPORT = new Column("transport", Type.INTEGER);

  /** Which layer a flow's record has. */
  static final Column LAYER = new Column("layer", Type.INTEGER);

  /** The reason of a state's rule, which no field shows. */
  static final Column STATE_REASON = new Column("state.reason", Type.VARCHAR);

  private static final Set<Field> SMALL =
      EnumSet.of(
          Field.SRC_PORT,
          Field.DST_PORT,
          Field.PROTO,
          Field.FLAGS,
          Field.IP_LENGTH,
          Field.IP_TTL,
          Field.IP_TOS,
          Field.IP_ID,
          Field.IP_OFFSET,
          Field.IP_FLOWLABEL,
          Field.PAYLOAD,
          Field.TCP_WINDOW,
          Field.TCP_URGENT,
          Field.ICMP_TYPE,
          Field.ICMP_CODE,
          Field.ICMP_ID,
          Field.ICMP_SEQ,
          Field.NAT_SRC_PORT,
          Field.NAT_DST_PORT,
          Field.ALERT_SEVERITY,
          Field.ALERT_REV,
          Field.HTTP_STATUS);

  private static final Map<Kind, List<Column>> TABLES = new EnumMap<>(Kind.class);

  static {
    for (var kind : Kind.values()) {
      TABLES.put(kind, table(kind));
    }
  }

  /** The columns of a kind's table, in order. */
  static List<Column> of(Kind kind) {
    return java.util.Objects.requireNonNull(TABLES.get(kind));
  }

  /** The fields that have columns in a kind's table, in the order of their columns. */
  static List<Field> fields(Kind kind) {
    var fields = EnumSet.allOf(Field.class);
    fields.removeIf(field -> !field.in(kind) || field == Field.KIND || field == Field.TIME);
    return List.copyOf(fields);
  }

  private static List<Column> table(Kind kind) {
    var columns = new ArrayList<Column>();
    columns.add(ID);
    columns.add(TIME);
    for (var field : fields(kind)) {
      switch (field.type()) {
        case TEXT -> columns.add(new Column(field.text(), Type.VARCHAR));
        case ADDRESS -> {
          columns.add(high(field));
          columns.add(low(field));
        }
        case NUMBER, TIME, PROTOCOL, FLAGS -> columns.add(number(field));
      }
    }
    var more = special(kind);
    if (more != null) {
      columns.add(more);
    }
    columns.add(DETAIL);
    return List.copyOf(columns);
  }

  static Column number(Field field) {
    return new Column(field.text(), SMALL.contains(field) ? Type.INTEGER : Type.BIGINT);
  }

  static Column high(Field field) {
    return new Column(field.text() + ".hi", Type.UBIGINT);
  }

  static Column low(Field field) {
    return new Column(field.text() + ".lo", Type.UBIGINT);
  }

  private static @Nullable Column special(Kind kind) {
    return switch (kind) {
      case PACKET -> TRANSPORT;
      case STATE -> STATE_REASON;
      case FLOW -> LAYER;
      case ALERT, REQUEST, HONEYPOT -> null;
    };
  }

  /** The value of {@link #TRANSPORT} or {@link #LAYER}. */
  static int variant(Event event) {
    return switch (event) {
      case PacketLogged packet ->
          switch (packet.transport()) {
            case Transport.Other _ -> 0;
            case Transport.Tcp _ -> 1;
            case Transport.Icmp _ -> 2;
          };
      case FlowObserved flow ->
          switch (flow.layer()) {
            case FlowObserved.Plain _ -> 0;
            case FlowObserved.Dns _ -> 1;
            case FlowObserved.Tls _ -> 2;
            case FlowObserved.Ssh _ -> 3;
          };
      case StateChanged _,
          dev.bartizan.core.event.AlertRaised _,
          dev.bartizan.core.event.RequestServed _,
          dev.bartizan.core.event.HoneypotTouched _ ->
          0;
    };
  }

  /** The name as SQL writes it. */
  String sql() {
    return '"' + name + '"';
  }
}
