package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file of the archive: the events of one kind on one closed day.
 *
 * @param day since the epoch, UTC
 * @param path absolute
 */
record ArchivedFile(
    Kind kind,
    int day,
    String path,
    long events,
    long bytes,
    long minId,
    long maxId,
    long minTime,
    long maxTime) {
  static List<ArchivedFile> all(Statement statement) throws SQLException {
    var files = new ArrayList<ArchivedFile>();
    try (var rows =
        statement.executeQuery(
            "SELECT kind, day, file, events, bytes, min_id, max_id, min_time, max_time"
                + " FROM archived ORDER BY day DESC, kind")) {
      while (rows.next()) {
        files.add(
            new ArchivedFile(
                Kind.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)),
                rows.getInt(2),
                rows.getString(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getLong(8),
                rows.getLong(9)));
      }
    }
    return files;
  }

  /** What to write after FROM. */
  String sql() {
    return "read_parquet(" + Sql.quote(path) + ")";
  }
}
