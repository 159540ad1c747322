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
    var groups = new ArrayList<Group>();
    for (var question : snapshot.questions(selection)) {
      var kind = question.part().kind();
      var key = TcpFlags.is(field) && field.in(kind) ? "\"tcp.flags\"" : "stamp";
      var sql = new Sql().add("SELECT " + key + " AS k, ");
      if (shape == null) {
        sql.add("0 AS b");
      } else {
        sql.add("(\"time\" - ").value(shape.from()).add(") // ").value(shape.width()).add(" AS b");
      }
      sql.add(", count(*) FROM " + question.part().sql());
      Aggregates.where(sql, snapshot, selection, question);
      sql.add(" GROUP BY k, b");
      groups.addAll(
          snapshot.query(
              sql,
              rows -> {
                var found = new ArrayList<Group>();
                while (rows.next()) {
                  int number = rows.getInt(1);
                  found.add(
                      new Group(
                          kind, rows.wasNull() ? null : number, rows.getInt(2), rows.getLong(3)));
                }
                return found;
              }));
    }
    return groups;
  }
}
