package dev.bartizan.store;

import dev.bartizan.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The opened database: settings, tables, and connections to it. */
final class Database implements AutoCloseable {
  private static final Pattern OWNER = Pattern.compile("PID (\\d+)");

  private final StoreConfig config;
  private final DuckDBConnection first;

  private Database(StoreConfig config, DuckDBConnection first) {
    this.config = config;
    this.first = first;
  }

  static Database open(StoreConfig config, InstantSource clock) {
    var directory = config.directory();
    try {
      if (directory != null) {
        Files.createDirectories(directory);
        clear(temporary(directory));
      }
      var connection = connect(config);
      DriverLibrary.unlink(clock);
      try {
        Schema.migrate(connection);
        return new Database(config, connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("the store cannot use " + directory + ": " + e.getMessage(), e);
    } catch (SQLException e) {
      throw refused(directory, e);
    }
  }

  private static DuckDBConnection connect(StoreConfig config) throws SQLException {
    var settings = new Properties();
    settings.setProperty("memory_limit", config.memoryMegabytes() + "MB");
    settings.setProperty("threads", Integer.toString(config.threads()));
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("preserve_insertion_order", "true");
    var directory = config.directory();
    settings.setProperty(
        "temp_directory", directory == null ? "" : temporary(directory).toString());
    var url = directory == null ? "jdbc:duckdb:" : "jdbc:duckdb:" + file(directory);
    return DriverManager.getConnection(url, settings).unwrap(DuckDBConnection.class);
  }

  static Path file(Path directory) {
    return directory.resolve("events.duckdb");
  }

  private static Path temporary(Path directory) {
    return directory.resolve("tmp");
  }

  private static void clear(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (var files = Files.list(directory)) {
        for (var file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static StoreException refused(@Nullable Path directory, SQLException e) {
    var message = String.valueOf(e.getMessage());
    if (message.contains("lock")) {
      var owner = OWNER.matcher(message);
      return new StoreException(
          "the store in "
              + directory
              + " belongs to another process"
              + (owner.find() ? " (pid " + owner.group(1) + ")" : "")
              + ": ask that one through its API, stop it, or set another directory",
          e);
    }
    return new StoreException("the store in " + directory + " does not open: " + message, e);
  }

  StoreConfig config() {
    return config;
  }

  /** A further connection; the caller closes it. */
  DuckDBConnection connect() throws SQLException {
    return first.duplicate();
  }

  @Override
  public void close() {
    try {
      first.close();
    } catch (SQLException e) {
      throw new StoreException("the store does not close: " + e.getMessage(), e);
    }
  }
}
