package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import dev.bartizan.core.store.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of one kind.
 *
 * @param sql from FROM to the end of the condition
 */
record Slice(Kind kind, Sql sql) {
  private static final int SEPARATE = 6;

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
      if (part.maxTime() == Long.MAX_VALUE) {
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
    if (units.raw().size() <= SEPARATE) {
      for (var range : units.raw()) {
        slices.add(between(snapshot, question, range.from(), range.to()));
      }
    } else {
      var all =
          between(snapshot, question, units.raw().getFirst().from(), units.raw().getLast().to());
      all.sql.add(" AND \"time\" // " + units.unit() + " IN (");
      all.sql.add(
          units.raw().stream()
              .map(r -> Long.toString(Math.floorDiv(r.from(), units.unit())))
              .collect(Collectors.joining(", ")));
      all.sql.add(")");
      slices.add(all);
    }
    for (var slice : slices) {
      slice.sql.add(" AND id <= ").value(snapshot.rolled());
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
