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
import java.util.function.Function;
import java.util.stream.Collectors;

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
   * Something that holds events of a kind: the live table, or files of closed days.
   *
   * @param sql what to write after FROM
   * @param minTime no event in it is earlier
   * @param maxTime no event in it is later
   */
  record Part(Kind kind, String sql, long minTime, long maxTime) {
    static Part live(Kind kind) {
      return new Part(kind, kind.text(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Files of one kind; at least one. */
    static Part of(List<ArchivedFile> files) {
      var names = files.stream().map(f -> Sql.quote(f.path())).collect(Collectors.joining(", "));
      return new Part(
          files.getFirst().kind(),
          "read_parquet([" + names + "])",
          files.stream().mapToLong(ArchivedFile::minTime).min().orElseThrow(),
          files.stream().mapToLong(ArchivedFile::maxTime).max().orElseThrow());
    }

    boolean isLive() {
      return maxTime == Long.MAX_VALUE;
    }

    /** Whether it may hold events of this range of time. */
    boolean overlaps(long from, long to) {
      return maxTime >= from && minTime < to;
    }
  }

  /** What one part has to answer of a selection. */
  record Question(Part part, Query query) {}

  /** What is asked of a selection's parts: the live tables, and the archive of a kind as one. */
  List<Question> questions(Selection selection) {
    return questions(selection, files -> List.of(Part.of(files)));
  }

  /** The same with each file of the archive by itself. */
  List<Question> questionsByFile(Selection selection) {
    return questions(
        selection, files -> files.stream().map(file -> Part.of(List.of(file))).toList());
  }

  private List<Question> questions(
      Selection selection, Function<List<ArchivedFile>, List<Part>> archive) {
    var questions = new ArrayList<Question>();
    for (var kind : Kind.values()) {
      var query = Where.narrow(kind, selection.query());
      if (!Where.isNothing(query)) {
        var parts = new ArrayList<Part>();
        parts.add(Part.live(kind));
        var files = files(kind, selection.from(), selection.to());
        if (!files.isEmpty()) {
          parts.addAll(archive.apply(files));
        }
        for (var part : parts) {
          Alternatives.of(query).forEach(piece -> questions.add(new Question(part, piece)));
        }
      }
    }
    return questions;
  }

  private List<ArchivedFile> files(Kind kind, long from, long to) {
    return archived.stream()
        .filter(f -> f.kind() == kind && f.maxTime() >= from && f.minTime() < to)
        .toList();
  }

  /** Takes a result row by row. */
  @FunctionalInterface
  interface Rows<T> {
    T take(ResultSet rows) throws SQLException;
  }

  void execute(Sql sql) throws SQLException {
    try (var statement = sql.prepare(connection)) {
      statement.execute();
    }
  }

  <T> T query(Sql sql, Rows<T> then) throws SQLException {
    try (var statement = sql.prepare(connection);
        var rows = statement.executeQuery()) {
      return then.take(rows);
    }
  }
}
