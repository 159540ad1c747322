package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import dev.bartizan.core.store.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one kind.
 *
 * @param sql from FROM to the end of the condition
 */
record Slice(Kind kind, Sql sql) {
  /** All rows of a selection. */
  static List<Slice> all(Snapshot snapshot, Selection selection) {
    return snapshot.questions(selection).stream()
        .map(q -> between(snapshot, q, selection.from(), selection.to()))
        .toList();
  }

  /** The rows of a selection that sums in these units leave out. */
  static List<Slice> unsummed(Snapshot snapshot, Selection selection, Units units) {
    var slices = new ArrayList<Slice>();
    for (var question : snapshot.questions(selection)) {
      var part = question.part();
      if (part.isLive()) {
        var live = between(snapshot, question, selection.from(), selection.to());
        live.sql.add(" AND id > ").value(snapshot.rolled());
        slices.add(live);
      }
      slices.addAll(edges(snapshot, question, units));
    }
    return slices;
  }

  private static List<Slice> edges(Snapshot snapshot, Snapshot.Question question, Units units) {
    var slices = new ArrayList<Slice>();
    for (var range : units.raw()) {
      if (question.part().overlaps(range.from(), range.to())) {
        var slice = between(snapshot, question, range.from(), range.to());
        slice.sql.add(" AND id <= ").value(snapshot.rolled());
        slices.add(slice);
      }
    }
    return slices;
  }

  private static Slice between(Snapshot snapshot, Snapshot.Question question, long from, long to) {
    var kind = question.part().kind();
    var sql = new Sql().add(" FROM " + question.part().sql());
    Listing.range(sql, from, to);
    sql.add(" AND ");
    Where.append(sql, kind, snapshot.stamps(), question.query());
    return new Slice(kind, sql);
  }
}
