package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Closed days as Parquet files, sorted by source address and time. A file is written, forced to the
 * disk and renamed before one transaction adds it to the catalogue and deletes its events from the
 * live table: at every moment, and after a kill at any point, each event is in one place. Files
 * that the catalogue does not know are left-overs.
 */
final class Archive {
  /** How long after its end a day is closed. */
  static final long GRACE = 2 * Rollup.HOUR;

  static final long DAY = 24 * Rollup.HOUR;

  private static final long MOST = 2_000_000;
  private static final long SMALL = 500_000;
  private static final String UNFINISHED = ".part";

  private final Path root;

  Archive(Path directory) {
    this.root = directory.resolve("archive").toAbsolutePath();
  }

  /** Deletes what a crash left. */
  void clean(Connection connection) throws SQLException, IOException {
    Set<String> known;
    try (var statement = connection.createStatement()) {
      known =
          ArchivedFile.all(statement).stream().map(ArchivedFile::path).collect(Collectors.toSet());
    }
    if (Files.isDirectory(root)) {
      Files.walkFileTree(root, new Sweep(known));
    }
  }

  /** The day of the earliest live event of a kind up to a number; null when there is none. */
  static @Nullable Integer oldest(Statement statement, Kind kind) throws SQLException {
    try (var rows =
        statement.executeQuery("SELECT min(\"time\") // " + DAY + " FROM " + kind.text())) {
      rows.next();
      int day = rows.getInt(1);
      return rows.wasNull() ? null : day;
    }
  }

  /**
   * Moves the live events of a kind and day, up to a number, into files.
   *
   * @param upTo no event above this one is touched; all up to it have been rolled
   * @return files that are no longer in the catalogue
   */
  List<Path> close(Connection connection, Kind kind, int day, long upTo)
      throws SQLException, IOException {
    var retired = new ArrayList<Path>();
    long to;
    do {
      to = chunk(connection, kind, day, upTo);
      if (to > 0) {
        move(connection, kind, day, to, retired);
      }
    } while (to > 0 && to < upTo);
    return retired;
  }

  /** The number up to which about {@link #MOST} live events of a day are, or 0 without any. */
  private static long chunk(Connection connection, Kind kind, int day, long upTo)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT max(id) FROM (SELECT id FROM "
                    + kind.text()
                    + live(day, upTo)
                    + " ORDER BY id LIMIT "
                    + MOST
                    + ")")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String live(int day, long upTo) {
    return " WHERE \"time\" >= "
        + day * DAY
        + " AND \"time\" < "
        + (day + 1) * DAY
        + " AND id <= "
        + upTo;
  }

  private void move(Connection connection, Kind kind, int day, long upTo, List<Path> retired)
      throws SQLException, IOException {
    ArchivedFile merged = small(connection, kind, day);
    var file = next(kind, day);
    var unfinished = Path.of(file + UNFINISHED);
    copy(connection, kind, live(day, upTo), merged, unfinished);
    force(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    force(Objects.requireNonNull(file.getParent()));
    var text = Sql.quote(file.toString());
    Transactions.run(
        connection,
        "BEGIN",
        statement -> {
          statement.execute(
              "INSERT INTO archived SELECT "
                  + Sql.quote(kind.text())
                  + ", "
                  + day
                  + ", "
                  + text
                  + ", count(*), "
                  + file.toFile().length()
                  + ", min(id), max(id), min(\"time\"),"
                  + " max(\"time\") FROM read_parquet("
                  + text
                  + ")");
          long moved = deleted(statement, "DELETE FROM " + kind.text() + live(day, upTo));
          if (merged != null) {
            moved += merged.events();
            statement.execute("DELETE FROM archived WHERE file = " + Sql.quote(merged.path()));
          }
          balance(statement, text, moved);
        });
    if (merged != null) {
      retired.add(Path.of(merged.path()));
    }
  }

  private static long deleted(Statement statement, String sql) throws SQLException {
    return statement.executeUpdate(sql);
  }

  private static void balance(Statement statement, String file, long moved) throws SQLException {
    try (var rows = statement.executeQuery("SELECT events FROM archived WHERE file = " + file)) {
      rows.next();
      if (rows.getLong(1) != moved) {
        throw new SQLException(
            file + " holds " + rows.getLong(1) + " events instead of " + moved + "; not archived");
      }
    }
  }

  /** A small file of that day, which late events are merged with. */
  private static @Nullable ArchivedFile small(Connection connection, Kind kind, int day)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      return ArchivedFile.all(statement).stream()
          .filter(f -> f.kind() == kind && f.day() == day && f.events() < SMALL)
          .findFirst()
          .orElse(null);
    }
  }

  private Path next(Kind kind, int day) throws IOException {
    var directory = root.resolve("day=" + LocalDate.ofEpochDay(day)).resolve("kind=" + kind.text());
    Files.createDirectories(directory);
    force(root);
    int number = 1;
    while (Files.exists(directory.resolve(number + ".parquet"))) {
      number++;
    }
    return directory.resolve(number + ".parquet");
  }

  private static void copy(
      Connection connection, Kind kind, String live, @Nullable ArchivedFile merged, Path file)
      throws SQLException {
    var columns = RowReader.columns(kind);
    var rows = "SELECT " + columns + " FROM " + kind.text() + live;
    if (merged != null) {
      rows += " UNION ALL SELECT " + columns + " FROM " + merged.sql();
    }
    var texts =
        Stamp.FIELDS.stream()
            .filter(f -> f.in(kind))
            .map(f -> "s.\"" + f.text() + "\"")
            .collect(Collectors.joining(", "));
    try (var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT e.*, "
              + texts
              + " FROM ("
              + rows
              + ") e JOIN stamp s USING (stamp)"
              + " ORDER BY e.\"src.ip.hi\", e.\"src.ip.lo\", e.\"time\", e.id) TO "
              + Sql.quote(file.toString())
              + " (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)");
    }
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a file, and the directories of its day when they are empty then. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    var directory = file.getParent();
    while (directory != null && !directory.equals(root) && isEmpty(directory)) {
      Files.deleteIfExists(directory);
      directory = directory.getParent();
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  /** Deletes unknown files and empty directories. */
  private final class Sweep extends SimpleFileVisitor<Path> {
    private final Set<String> known;

    Sweep(Set<String> known) {
      this.known = known;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var name = file.toString();
      boolean ours = name.endsWith(".parquet") || name.endsWith(UNFINISHED);
      if (ours && !known.contains(name)) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
        throws IOException {
      if (!directory.equals(root) && isEmpty(directory)) {
        Files.delete(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
