package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What the store does beside its work: sums, closing of days, retention. Has a connection of its
 * own; what fails is told by {@link #trouble} and tried again.
 */
final class Upkeep implements AutoCloseable {
  private static final Duration ROUND = Duration.ofMinutes(1);

  /** Late events of a day that has files already wait this long for company. */
  private static final Duration LATE = Duration.ofHours(24);

  private final DuckDBConnection connection;
  private final Rollup rollup;
  private final Readers readers;
  private final LongSupplier lastId;
  private final InstantSource clock;
  private final Retention retention;
  private final @Nullable Archive archive;
  private final Deque<Trash> trash = new ArrayDeque<>();
  private long lastRound = Long.MIN_VALUE;
  private long lastMerge = Long.MIN_VALUE;
  private volatile @Nullable String trouble;

  /** A file that goes when all reads of that ticket are over. */
  private record Trash(Path file, long ticket) {}

  Upkeep(
      Database database, Stamps stamps, Readers readers, LongSupplier lastId, InstantSource clock)
      throws SQLException, IOException {
    this.connection = database.connect();
    this.rollup = new Rollup(connection, stamps);
    this.readers = readers;
    this.lastId = lastId;
    this.clock = clock;
    this.retention = new Retention(database.config(), () -> rollup.advance(lastId.getAsLong()));
    var directory = database.config().directory();
    this.archive = directory == null ? null : new Archive(directory);
    if (archive != null) {
      archive.clean(connection);
    }
  }

  /** Why the last attempt failed, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Does what is due now. */
  void attempt() {
    try {
      step();
      trouble = null;
    } catch (SQLException | IOException | RuntimeException e) {
      trouble = "the store's upkeep fails: " + e.getMessage();
    }
  }

  private synchronized void step() throws SQLException, IOException {
    long last = lastId.getAsLong();
    if (last - Rollup.rolled(connection) >= Rollup.DUE) {
      rollup.advance(last);
    }
    long now = micros();
    if (lastRound == Long.MIN_VALUE || now - lastRound >= ROUND.toNanos() / 1000) {
      lastRound = now;
      round(now, false);
    }
  }

  /** Closes days, applies the limits and deletes files that nobody reads any more. */
  synchronized void round(long now, boolean lateToo) throws SQLException, IOException {
    if (archive != null) {
      close(archive, now, lateToo || isMergeDue(now));
    }
    retire(retention.apply(connection, now));
    sweep();
  }

  /** Sums the events up to a number. */
  synchronized void sum(long upTo) throws SQLException {
    rollup.advance(upTo);
  }

  private boolean isMergeDue(long now) {
    return lastMerge == Long.MIN_VALUE || now - lastMerge >= LATE.toNanos() / 1000;
  }

  private void close(Archive archive, long now, boolean lateToo) throws SQLException, IOException {
    long today = Math.floorDiv(now - Archive.GRACE, Archive.DAY);
    for (var kind : Kind.values()) {
      for (int day : closedDays(kind, today)) {
        if (lateToo || !hasFiles(kind, day)) {
          long upTo = lastId.getAsLong();
          rollup.advance(upTo);
          retire(archive.close(connection, kind, day, upTo));
          lastMerge = now;
        }
      }
    }
  }

  private List<Integer> closedDays(Kind kind, long today) throws SQLException {
    try (var statement = connection.createStatement()) {
      Integer oldest = Archive.oldest(statement, kind);
      if (oldest == null || oldest >= today) {
        return List.of();
      }
      var days = new java.util.ArrayList<Integer>();
      try (var rows =
          statement.executeQuery(
              "SELECT DISTINCT \"time\" // "
                  + Archive.DAY
                  + " AS d FROM "
                  + kind.text()
                  + " WHERE \"time\" < "
                  + today * Archive.DAY
                  + " ORDER BY d")) {
        while (rows.next()) {
          days.add(rows.getInt(1));
        }
      }
      return days;
    }
  }

  private boolean hasFiles(Kind kind, int day) throws SQLException {
    try (var statement = connection.createStatement()) {
      return ArchivedFile.all(statement).stream().anyMatch(f -> f.kind() == kind && f.day() == day);
    }
  }

  private void retire(Collection<Path> files) {
    for (var file : files) {
      trash.add(new Trash(file, readers.ticket()));
    }
  }

  private void sweep() throws IOException {
    while (!trash.isEmpty() && readers.over(trash.element().ticket())) {
      if (archive != null) {
        archive.delete(trash.element().file());
      }
      trash.remove();
    }
  }

  private long micros() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
