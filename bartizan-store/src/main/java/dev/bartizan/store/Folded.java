package dev.bartizan.store;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.store.Selection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the fields whose values the database holds as small numbers only: stamps, kinds and the
 * flags of TCP. It groups by the number, and the numbers become values here.
 */
final class Folded {
  private Folded() {}

  /** How many rows of a kind have a key in a bucket; without buckets all are in the first. */
  record Group(Kind kind, @Nullable Integer key, int bucket, long count) {}

  static boolean is(Field field) {
    return field == Field.KIND || TcpFlags.is(field) || Stamp.FIELDS.contains(field);
  }

  static Map<Value, Long> values(Snapshot snapshot, Selection selection, Field field)
      throws SQLException {
    Map<Value, Long> counts = new HashMap<>();
    for (var group : groups(snapshot, selection, field, null)) {
      var value = value(snapshot, field, group);
      if (value != null) {
        counts.merge(value, group.count, Long::sum);
      }
    }
    return counts;
  }

  static @Nullable Value value(Snapshot snapshot, Field field, Group group) {
    if (field == Field.KIND) {
      return new Value.Text(group.kind.text());
    }
    if (!field.in(group.kind) || group.key == null) {
      return null;
    }
    return TcpFlags.is(field)
        ? TcpFlags.value(group.key)
        : snapshot.stamps().value(group.kind, field, group.key);
  }

  static List<Group> groups(
      Snapshot snapshot, Selection selection, Field field, @Nullable Series shape)
      throws SQLException {
    var units =
        TcpFlags.is(field)
            ? null
            : Units.of(snapshot, selection, Rollup.MINUTE, Stamp.FIELDS, shape);
    var groups = new ArrayList<Group>();
    var slices = Slice.all(snapshot, selection);
    if (units != null) {
      slices = Slice.unsummed(snapshot, selection, units);
      for (var kind : Kind.values()) {
        groups.addAll(rolled(snapshot, selection, kind, units, shape));
      }
    }
    for (var slice : slices) {
      var flags = TcpFlags.is(field) && field.in(slice.kind());
      var sql = new Sql().add("SELECT " + (flags ? "\"tcp.flags\"" : "stamp") + " AS k, ");
      sql.add(bucket("\"time\"", shape)).add(" AS b, count(*)");
      sql.add(slice.sql()).add(" GROUP BY k, b");
      groups.addAll(read(snapshot, slice.kind(), sql));
    }
    return groups;
  }

  private static List<Group> rolled(
      Snapshot snapshot, Selection selection, Kind kind, Units units, @Nullable Series shape)
      throws SQLException {
    var query = Where.narrow(kind, selection.query());
    if (Where.isNothing(query)) {
      return List.of();
    }
    var sql = new Sql().add("SELECT stamp AS k, ");
    sql.add(bucket("minute * " + Rollup.MINUTE, shape)).add(" AS b, sum(n) FROM minutely");
    sql.add(
        " WHERE kind = " + Sql.quote(kind.text()) + " AND " + units.condition("minute") + " AND ");
    Where.append(sql, kind, snapshot.stamps(), query);
    return read(snapshot, kind, sql.add(" GROUP BY k, b"));
  }

  private static Sql bucket(String time, @Nullable Series shape) {
    return shape == null
        ? new Sql().add("0")
        : new Sql().add("(" + time + " - ").value(shape.from()).add(") // ").value(shape.width());
  }

  private static List<Group> read(Snapshot snapshot, Kind kind, Sql sql) throws SQLException {
    return snapshot.query(
        sql,
        rows -> {
          var found = new ArrayList<Group>();
          while (rows.next()) {
            int number = rows.getInt(1);
            var key = rows.wasNull() ? null : number;
            found.add(new Group(kind, key, rows.getInt(2), rows.getLong(3)));
          }
          return found;
        });
  }
}
