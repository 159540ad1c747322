package dev.bartizan.store;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.core.store.SourceState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of sources: positions, books, measurements and gaps. */
final class Sources {
  private static final int GAPS = 1000;
  private static final String COUNTS =
      "received, events, ignored, measured, malformed, dropped, gaps, bytes_read, bytes_skipped";

  private Sources() {}

  static Map<String, SourceState> read(Connection connection) throws SQLException {
    Map<String, Map<String, Long>> measured = measured(connection);
    Map<String, SourceState> states = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT name, position, last_event_time, malformed_why, malformed_where,"
                    + " malformed_sample, "
                    + COUNTS
                    + " FROM source")) {
      while (rows.next()) {
        var name = rows.getString(1);
        states.put(name, state(rows, measured.getOrDefault(name, Map.of())));
      }
    }
    return Map.copyOf(states);
  }

  private static SourceState state(ResultSet rows, Map<String, Long> measured) throws SQLException {
    return new SourceState(
        rows.getString(2),
        new Counts(
            rows.getLong(7),
            rows.getLong(8),
            rows.getLong(9),
            rows.getLong(10),
            rows.getLong(11),
            rows.getLong(12),
            rows.getLong(13),
            rows.getLong(14),
            rows.getLong(15)),
        malformed(rows),
        Map.copyOf(measured),
        rows.getLong(3));
  }

  private static Emission.@Nullable Malformed malformed(ResultSet rows) throws SQLException {
    @Nullable String why = rows.getString(4);
    return why == null
        ? null
        : new Emission.Malformed(why, text(rows.getString(5)), text(rows.getString(6)));
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static Map<String, Map<String, Long>> measured(Connection connection)
      throws SQLException {
    Map<String, Map<String, Long>> measured = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT source, name, value FROM measured")) {
      while (rows.next()) {
        measured
            .computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
            .put(rows.getString(2), rows.getLong(3));
      }
    }
    return measured;
  }

  static List<Emission.Gap> gaps(Snapshot snapshot, String source, int limit) throws SQLException {
    var sql = new Sql().add("SELECT began, ended, records, bytes, why FROM gap WHERE source = ");
    sql.value(source).add(" ORDER BY number DESC LIMIT ").value(limit);
    return snapshot.query(
        sql,
        rows -> {
          var gaps = new ArrayList<Emission.Gap>();
          while (rows.next()) {
            gaps.add(
                new Emission.Gap(
                    rows.getLong(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getLong(4),
                    rows.getString(5)));
          }
          return gaps;
        });
  }

  /** Writes what a batch brought for a source that had this state, or none. */
  static SourceState write(
      Connection connection, String source, @Nullable SourceState before, Progress progress)
      throws SQLException {
    var state = before == null ? SourceStates.first(progress) : SourceStates.plus(before, progress);
    put(connection, source, state, before == null);
    if (!progress.measured().isEmpty()) {
      measured(connection, source, progress.measured());
    }
    if (!progress.gaps().isEmpty()) {
      gaps(connection, source, state.counts().gaps(), progress.gaps());
    }
    return state;
  }

  private static void put(Connection connection, String source, SourceState state, boolean isNew)
      throws SQLException {
    var sql =
        isNew
            ? "INSERT INTO source(position, last_event_time, malformed_why, malformed_where,"
                + " malformed_sample, "
                + COUNTS
                + ", name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            : "UPDATE source SET position = ?, last_event_time = ?, malformed_why = ?,"
                + " malformed_where = ?, malformed_sample = ?, "
                + COUNTS.replace(",", " = ?,")
                + " = ? WHERE name = ?";
    try (var statement = connection.prepareStatement(sql)) {
      var malformed = state.lastMalformed();
      statement.setString(1, state.position());
      statement.setLong(2, state.lastEventTime());
      statement.setString(3, malformed == null ? null : malformed.why());
      statement.setString(4, malformed == null ? null : malformed.where());
      statement.setString(5, malformed == null ? null : malformed.sample());
      counts(statement, state.counts());
      statement.setString(15, source);
      statement.execute();
    }
  }

  private static void counts(PreparedStatement statement, Counts counts) throws SQLException {
    statement.setLong(6, counts.received());
    statement.setLong(7, counts.events());
    statement.setLong(8, counts.ignored());
    statement.setLong(9, counts.measured());
    statement.setLong(10, counts.malformed());
    statement.setLong(11, counts.dropped());
    statement.setLong(12, counts.gaps());
    statement.setLong(13, counts.bytesRead());
    statement.setLong(14, counts.bytesSkipped());
  }

  private static void measured(Connection connection, String source, Map<String, Long> values)
      throws SQLException {
    try (var delete = connection.prepareStatement("DELETE FROM measured WHERE source = ?");
        var insert = connection.prepareStatement("INSERT INTO measured VALUES (?, ?, ?)")) {
      delete.setString(1, source);
      delete.execute();
      for (var entry : values.entrySet()) {
        insert.setString(1, source);
        insert.setString(2, entry.getKey());
        insert.setLong(3, entry.getValue());
        insert.execute();
      }
    }
  }

  /** Adds gaps, the last of which has this number, and forgets very old ones. */
  private static void gaps(Connection connection, String source, long last, List<Emission.Gap> gaps)
      throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO gap VALUES (?, ?, ?, ?, ?, ?, ?)");
        var delete =
            connection.prepareStatement("DELETE FROM gap WHERE source = ? AND number <= ?")) {
      long number = last - gaps.size();
      for (var gap : gaps) {
        insert.setString(1, source);
        insert.setLong(2, ++number);
        insert.setLong(3, gap.from());
        insert.setLong(4, gap.to());
        insert.setLong(5, gap.records());
        insert.setLong(6, gap.bytes());
        insert.setString(7, gap.why());
        insert.execute();
      }
      delete.setString(1, source);
      delete.setLong(2, last - GAPS);
      delete.execute();
    }
  }
}
