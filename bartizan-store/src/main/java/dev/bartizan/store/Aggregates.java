package dev.bartizan.store;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Selection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts events by value and time. */
final class Aggregates {
  private Aggregates() {}

  static long count(Snapshot snapshot, Selection selection) throws SQLException {
    long count = 0;
    for (var slice : Slice.all(snapshot, selection)) {
      count += snapshot.query(new Sql().add("SELECT count(*)").add(slice.sql()), Aggregates::one);
    }
    return count;
  }

  private static long one(ResultSet rows) throws SQLException {
    rows.next();
    return rows.getLong(1);
  }

  static List<Ranking> top(Snapshot snapshot, Selection selection, Field field, int limit)
      throws SQLException {
    if (Folded.is(field)) {
      return Ranking.of(Folded.values(snapshot, selection, field), limit);
    }
    var keys = keys(field);
    var sql = new Sql().add("SELECT sum(n) AS n, " + keys + " FROM ");
    sql.add(valued(snapshot, selection, field));
    sql.add(" GROUP BY " + keys + " ORDER BY n DESC, " + keys + " LIMIT ").value(limit);
    return snapshot.query(
        sql,
        rows -> {
          var counted = new ArrayList<Ranking>();
          while (rows.next()) {
            counted.add(new Ranking(value(rows, field), rows.getLong(1)));
          }
          return counted;
        });
  }

  static long distinct(Snapshot snapshot, Selection selection, Field field) throws SQLException {
    if (Folded.is(field)) {
      return Folded.values(snapshot, selection, field).size();
    }
    var sql = new Sql().add("SELECT count(*) FROM (SELECT DISTINCT " + keys(field) + " FROM ");
    sql.add(valued(snapshot, selection, field));
    return snapshot.query(sql.add(")"), Aggregates::one);
  }

  static Histogram histogram(
      Snapshot snapshot, Selection selection, int buckets, Optional<Field> by) throws SQLException {
    var counts = new Series(selection, buckets);
    if (by.isEmpty()) {
      for (var group : Folded.groups(snapshot, selection, Field.KIND, counts)) {
        counts.add(group.bucket(), 0, group.count());
      }
      return counts.single();
    }
    var field = by.get();
    if (Folded.is(field)) {
      return folded(snapshot, field, counts, Folded.groups(snapshot, selection, field, counts));
    }
    var values = values(top(snapshot, selection, field, Series.MOST));
    for (var slice : Slice.all(snapshot, selection)) {
      snapshot.query(buckets(slice, counts, field, values), counts::fill);
    }
    return counts.named(print(values, field));
  }

  private static Histogram folded(
      Snapshot snapshot, Field field, Series counts, List<Folded.Group> groups) {
    Map<Value, Long> totals = new HashMap<>();
    for (var group : groups) {
      var value = Folded.value(snapshot, field, group);
      if (value != null) {
        totals.merge(value, group.count(), Long::sum);
      }
    }
    var values = values(Ranking.of(totals, Series.MOST));
    for (var group : groups) {
      var value = Folded.value(snapshot, field, group);
      counts.add(group.bucket(), Series.number(values, value), group.count());
    }
    return counts.named(print(values, field));
  }

  private static List<Value> values(List<Ranking> ranked) {
    return ranked.stream().map(Ranking::value).toList();
  }

  private static List<String> print(List<Value> values, Field field) {
    return values.stream().map(value -> value.print(field)).toList();
  }

  private static Sql buckets(Slice slice, Series shape, Field field, List<Value> values) {
    var sql = new Sql().add("SELECT (\"time\" - ").value(shape.from()).add(") // ");
    sql.value(shape.width()).add(" AS b, ").add(series(slice.kind(), field, values));
    return sql.add(" AS s, count(*)").add(slice.sql()).add(" GROUP BY b, s");
  }

  /** Which of the values a row has: its place in the list, the list's size for others, or -1. */
  private static Sql series(Kind kind, Field field, List<Value> values) {
    if (!field.in(kind)) {
      return new Sql().add("-1");
    }
    var column = expression(field);
    var sql = new Sql().add("CASE WHEN " + column + " IS NULL THEN -1");
    for (int i = 0; i < values.size(); i++) {
      sql.add(" WHEN ");
      switch (values.get(i)) {
        case Value.Text(var text) -> sql.add(column).add(" = ").value(text);
        case Value.Quantity(var number) -> sql.add(column).add(" = ").value(number);
        case Value.Ip(var address) ->
            sql.add(column)
                .add(" = ")
                .unsigned(address.low())
                .add(" AND " + Column.high(field).sql() + " = ")
                .unsigned(address.high());
      }
      sql.add(" THEN " + i);
    }
    return sql.add(" ELSE " + values.size() + " END");
  }

  /** The values of all parts, as columns {@link #keys} and n; for after FROM. */
  private static Sql valued(Snapshot snapshot, Selection selection, Field field)
      throws SQLException {
    var units =
        field == Field.SRC_IP
            ? Units.of(snapshot, selection, Rollup.HOUR, Set.of(Field.ACTION), null)
            : null;
    var slices =
        units == null ? Slice.all(snapshot, selection) : Slice.unsummed(snapshot, selection, units);
    var selects = new ArrayList<Sql>();
    for (var slice : slices) {
      if (field.in(slice.kind())) {
        selects.add(values(slice, field));
      }
    }
    if (units != null) {
      selects.add(rolled(selection, units));
    }
    if (selects.isEmpty()) {
      return new Sql().add("(SELECT 0 AS hi, 0 AS lo, 0 AS v, 0 AS n WHERE FALSE)");
    }
    var keys = keys(field);
    return Gathered.from(
        snapshot,
        selects,
        select ->
            new Sql()
                .add("SELECT " + keys + ", sum(n)::BIGINT AS n FROM (")
                .add(select)
                .add(") GROUP BY " + keys));
  }

  private static Sql values(Slice slice, Field field) {
    var column = expression(field);
    var columns =
        field.type() == Field.Type.ADDRESS
            ? Column.high(field).sql() + " AS hi, " + column + " AS lo"
            : column + " AS v";
    var sql = new Sql().add("SELECT " + columns + ", 1 AS n").add(slice.sql());
    return sql.add(" AND " + column + " IS NOT NULL");
  }

  private static Sql rolled(Selection selection, Units units) {
    var sql = new Sql().add("SELECT hi, lo, n FROM hourly WHERE " + units.condition("hour"));
    sql.add(" AND (FALSE");
    for (var kind : Kind.values()) {
      var query = Where.narrow(kind, selection.query());
      sql.add(" OR kind = " + Sql.quote(kind.text()) + " AND (FALSE");
      if (Stamp.with(null).matches(query)) {
        sql.add(" OR action IS NULL");
      }
      for (var action : Action.values()) {
        if (Stamp.with(action).matches(query)) {
          sql.add(" OR action = " + Sql.quote(action.text()));
        }
      }
      sql.add(")");
    }
    return sql.add(")");
  }

  private static String keys(Field field) {
    return field.type() == Field.Type.ADDRESS ? "hi, lo" : "v";
  }

  /** What is NULL just when the field is absent. */
  private static String expression(Field field) {
    return switch (field.type()) {
      case TEXT -> Column.number(field).sql();
      case ADDRESS -> Column.low(field).sql();
      case NUMBER, TIME, PROTOCOL -> Column.number(field).sql();
      case FLAGS -> "NULLIF(\"flags\", 0)";
    };
  }

  private static Value value(ResultSet rows, Field field) throws SQLException {
    return switch (field.type()) {
      case TEXT -> new Value.Text(rows.getString(2));
      case ADDRESS -> new Value.Ip(new Address(rows.getLong(2), rows.getLong(3)));
      case NUMBER, TIME, PROTOCOL, FLAGS -> new Value.Quantity(rows.getLong(2));
    };
  }
}
