package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.Selection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The store at one moment, on a connection inside a transaction.
 *
 * @param stamps all that its events have, and later ones
 * @param archived the files of closed days, newest first
 * @param rolled number up to which events are in the rolled tables
 */
record Snapshot(Connection connection, Stamps stamps, List<ArchivedFile> archived, long rolled) {
  static Snapshot of(Connection connection, Stamps stamps) throws SQLException {
    try (var statement = connection.createStatement()) {
      return new Snapshot(connection, stamps, ArchivedFile.all(statement), rolled(statement));
    }
  }

  private static long rolled(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("SELECT id FROM rolled")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * Something that holds events of a kind: the live table or a closed day's file.
   *
   * @param sql what to write after FROM
   * @param minTime no event in it is earlier
   * @param maxTime no event in it is later
   */
  record Part(Kind kind, String sql, long minTime, long maxTime) {
    static Part live(Kind kind) {
      return new Part(kind, kind.text(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static Part of(ArchivedFile file) {
      return new Part(file.kind(), file.sql(), file.minTime(), file.maxTime());
    }
  }

  /** All that may hold events of a kind in this range of time, newest first. */
  List<Part> parts(Kind kind, long from, long to) {
    var parts = new ArrayList<Part>();
    parts.add(Part.live(kind));
    for (var file : archived) {
      if (file.kind() == kind && file.maxTime() >= from && file.minTime() < to) {
        parts.add(Part.of(file));
      }
    }
    return parts;
  }

  /** What one part has to answer of a selection. */
  record Question(Part part, Query query) {}

  /** The parts that a selection asks, with what is left of its query there. */
  List<Question> questions(Selection selection) {
    var questions = new ArrayList<Question>();
    for (var kind : Kind.values()) {
      var query = Where.narrow(kind, selection.query());
      if (!Where.isNothing(query)) {
        for (var part : parts(kind, selection.from(), selection.to())) {
          questions.add(new Question(part, query));
        }
      }
    }
    return questions;
  }

  /** Takes a result row by row. */
  @FunctionalInterface
  interface Rows<T> {
    T take(ResultSet rows) throws SQLException;
  }

  <T> T query(Sql sql, Rows<T> then) throws SQLException {
    try (var statement = sql.prepare(connection);
        var rows = statement.executeQuery()) {
      return then.take(rows);
    }
  }
}
