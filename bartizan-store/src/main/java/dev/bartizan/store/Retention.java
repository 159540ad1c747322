package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is too old or too much: whole days, the oldest first, and of the last one whole
 * hours. States of addresses and books of sources stay.
 */
final class Retention {
  private static final int ROUNDS = 64;

  private final StoreConfig config;
  private final Sums sums;

  /** Brings the sums up to date, so that states of addresses outlive the events. */
  @FunctionalInterface
  interface Sums {
    void advance() throws SQLException;
  }

  Retention(StoreConfig config, Sums sums) {
    this.config = config;
    this.sums = sums;
  }

  /**
   * Applies the limits.
   *
   * @param now microseconds
   * @return files that are no longer in the catalogue
   */
  List<Path> apply(Connection connection, long now) throws SQLException {
    var retired = new ArrayList<Path>();
    if (config.keepDays() > 0) {
      long today = Math.floorDiv(now, Archive.DAY);
      forget(connection, (today - config.keepDays()) * Archive.DAY, retired);
    }
    if (config.maxBytes() > 0) {
      shrink(connection, now, retired);
    }
    long raw = now - config.rawDays() * Archive.DAY;
    try (var statement = connection.createStatement()) {
      statement.execute("DELETE FROM raw WHERE \"time\" < " + raw);
    }
    return retired;
  }

  private void shrink(Connection connection, long now, List<Path> retired) throws SQLException {
    for (int round = 0; round < ROUNDS && size(connection) > config.maxBytes(); round++) {
      Long first = earliest(connection);
      if (first == null) {
        return;
      }
      boolean today = Math.floorDiv(first, Archive.DAY) >= Math.floorDiv(now, Archive.DAY);
      long unit = today ? Rollup.HOUR : Archive.DAY;
      forget(connection, (Math.floorDiv(first, unit) + 1) * unit, retired);
      if (!checkpointed(connection)) {
        return;
      }
    }
  }

  /** Bytes in use by the database, what it may reuse left out, and by the archive. */
  private static long size(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      long archive = ArchivedFile.all(statement).stream().mapToLong(ArchivedFile::bytes).sum();
      try (var rows =
          statement.executeQuery(
              "SELECT block_size * used_blocks FROM pragma_database_size()"
                  + " WHERE database_name = current_database()")) {
        rows.next();
        return archive + rows.getLong(1);
      }
    }
  }

  private static @Nullable Long earliest(Connection connection) throws SQLException {
    @Nullable Long earliest = null;
    try (var statement = connection.createStatement()) {
      for (var kind : Kind.values()) {
        try (var rows = statement.executeQuery("SELECT min(\"time\") FROM " + kind.text())) {
          rows.next();
          long time = rows.getLong(1);
          if (!rows.wasNull() && (earliest == null || time < earliest)) {
            earliest = time;
          }
        }
      }
      for (var file : ArchivedFile.all(statement)) {
        earliest = earliest == null ? file.minTime() : Math.min(earliest, file.minTime());
      }
    }
    return earliest;
  }

  private static boolean checkpointed(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  /** Deletes all events before a time that begins an hour, with their sums and raw records. */
  private void forget(Connection connection, long before, List<Path> retired) throws SQLException {
    if (!isSummed(connection, before)) {
      sums.advance();
    }
    var gone = new ArrayList<Path>();
    Transactions.run(
        connection,
        "BEGIN",
        statement -> {
          for (var kind : Kind.values()) {
            statement.execute("DELETE FROM " + kind.text() + " WHERE \"time\" < " + before);
          }
          statement.execute("DELETE FROM raw WHERE \"time\" < " + before);
          Rollup.forget(statement, before);
          files(statement, before, gone);
        });
    retired.addAll(gone);
  }

  private static void files(Statement statement, long before, List<Path> gone) throws SQLException {
    for (var file : ArchivedFile.all(statement)) {
      if (file.maxTime() < before) {
        statement.execute("DELETE FROM archived WHERE file = " + Sql.quote(file.path()));
        gone.add(Path.of(file.path()));
      }
    }
  }

  private static boolean isSummed(Connection connection, long before) throws SQLException {
    long rolled = Rollup.rolled(connection);
    try (var statement = connection.createStatement()) {
      for (var kind : Kind.values()) {
        try (var rows =
            statement.executeQuery(
                "SELECT max(id) FROM " + kind.text() + " WHERE \"time\" < " + before)) {
          rows.next();
          if (rows.getLong(1) > rolled) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
