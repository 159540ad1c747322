package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.store.Page;
import dev.bartizan.core.store.Selection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists events in an order. */
final class Listing {
  private Listing() {}

  static Page page(Snapshot snapshot, Selection selection) throws SQLException {
    var cursor = Cursor.of(selection.cursor());
    int wanted = selection.limit() + 1;
    var order =
        Comparator.comparingLong((StoredEvent e) -> e.event().head().time())
            .thenComparingLong(StoredEvent::id);
    order = selection.ascending() ? order : order.reversed();
    List<StoredEvent> found = new ArrayList<>();
    var questions = new ArrayList<>(snapshot.questionsByFile(selection));
    questions.sort(
        Comparator.comparingLong(
            q -> selection.ascending() ? q.part().minTime() : -q.part().maxTime()));
    for (var question : questions) {
      if (found.size() < wanted || mayPrecede(question.part(), found.getLast(), selection)) {
        found.addAll(some(snapshot, selection, question, cursor));
        found.sort(order);
        found.subList(Math.min(found.size(), wanted), found.size()).clear();
      }
    }
    return Pages.page(found, selection.limit());
  }

  private static boolean mayPrecede(Snapshot.Part part, StoredEvent last, Selection selection) {
    long time = last.event().head().time();
    return selection.ascending() ? part.minTime() <= time : part.maxTime() >= time;
  }

  private static List<StoredEvent> some(
      Snapshot snapshot, Selection selection, Snapshot.Question question, @Nullable Cursor cursor)
      throws SQLException {
    var kind = question.part().kind();
    var sql = select(question.part());
    range(sql, selection.from(), selection.to());
    if (cursor != null) {
      var sign = selection.ascending() ? " >" : " <";
      sql.add(" AND \"time\"").add(sign).add("= ").value(cursor.time());
      sql.add(" AND (\"time\"").add(sign).add(" ").value(cursor.time());
      sql.add(" OR \"id\"").add(sign).add(" ").value(cursor.id()).add(")");
    }
    sql.add(" AND ");
    Where.append(sql, kind, snapshot.stamps(), question.query());
    var direction = selection.ascending() ? " ASC" : " DESC";
    sql.add(" ORDER BY \"time\"" + direction + ", \"id\"" + direction);
    sql.add(" LIMIT ").value(selection.limit() + 1);
    return snapshot.query(sql, rows -> RowReader.all(kind, snapshot.stamps(), rows));
  }

  private static Sql select(Snapshot.Part part) {
    return new Sql().add("SELECT " + RowReader.columns(part.kind()) + " FROM " + part.sql());
  }

  /** Starts a condition with a range of time. */
  static void range(Sql sql, long from, long to) {
    sql.add(" WHERE \"time\" >= ").value(from);
    if (to != Long.MAX_VALUE) {
      sql.add(" AND \"time\" < ").value(to);
    }
  }

  /** Events by rising number. */
  static List<StoredEvent> after(Snapshot snapshot, long id, int limit, long lastId)
      throws SQLException {
    List<StoredEvent> found = new ArrayList<>();
    long from = id;
    while (found.size() < limit && from < lastId) {
      long to = Math.min(lastId, from + limit - found.size());
      found.addAll(numbered(snapshot, from, to));
      from = found.size() < limit ? nextNumber(snapshot, to) - 1 : to;
    }
    return found;
  }

  private static List<StoredEvent> numbered(Snapshot snapshot, long after, long upTo)
      throws SQLException {
    List<StoredEvent> found = new ArrayList<>();
    for (var kind : Kind.values()) {
      for (var part : numberedParts(snapshot, kind, after, upTo)) {
        var sql = select(part).add(" WHERE \"id\" > ").value(after);
        sql.add(" AND \"id\" <= ").value(upTo);
        found.addAll(snapshot.query(sql, rows -> RowReader.all(kind, snapshot.stamps(), rows)));
      }
    }
    found.sort(Comparator.comparingLong(StoredEvent::id));
    return found;
  }

  private static List<Snapshot.Part> numberedParts(
      Snapshot snapshot, Kind kind, long after, long upTo) {
    var parts = new ArrayList<Snapshot.Part>();
    parts.add(Snapshot.Part.live(kind));
    for (var file : snapshot.archived()) {
      if (file.kind() == kind && file.maxId() > after && file.minId() <= upTo) {
        parts.add(Snapshot.Part.of(List.of(file)));
      }
    }
    return parts;
  }

  /** The lowest number above this one that an event still has. */
  private static long nextNumber(Snapshot snapshot, long above) throws SQLException {
    long next = Long.MAX_VALUE;
    for (var kind : Kind.values()) {
      for (var part : numberedParts(snapshot, kind, above, Long.MAX_VALUE)) {
        var sql = new Sql().add("SELECT min(\"id\") FROM " + part.sql() + " WHERE \"id\" > ");
        long least =
            snapshot.query(
                sql.value(above),
                rows -> {
                  rows.next();
                  long id = rows.getLong(1);
                  return rows.wasNull() ? Long.MAX_VALUE : id;
                });
        next = Math.min(next, least);
      }
    }
    return next;
  }
}
