package dev.bartizan.store;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A column of the table of one kind. Columns are named as their fields; an address takes two of
 * them, {@code .hi} and {@code .lo}; the flags of TCP are held as their bits, and what a {@link
 * Stamp} holds has none. Absent values are NULL.
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

  /** The number of the row's {@link Stamp}. */
  static final Column STAMP = new Column("stamp", Type.INTEGER);

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
          Field.TCP_FLAGS,
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
    fields.removeAll(Stamp.FIELDS);
    return List.copyOf(fields);
  }

  private static List<Column> table(Kind kind) {
    var columns = new ArrayList<Column>();
    columns.add(ID);
    columns.add(TIME);
    columns.add(STAMP);
    for (var field : fields(kind)) {
      switch (field.type()) {
        case TEXT ->
            columns.add(
                field == Field.TCP_FLAGS ? number(field) : new Column(field.text(), Type.VARCHAR));
        case ADDRESS -> {
          columns.add(high(field));
          columns.add(low(field));
        }
        case NUMBER, TIME, PROTOCOL, FLAGS -> columns.add(number(field));
      }
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

  /** The name as SQL writes it. */
  String sql() {
    return '"' + name + '"';
  }
}
