package dev.bartizan.store;

import dev.bartizan.core.store.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;

/** All that is open while the database is: a broken one is closed and another opened. */
record Engine(Database database, Stamps stamps, Committer committer, Readers readers, Upkeep upkeep)
    implements AutoCloseable {
  private static final int READERS = 3;

  static Engine open(StoreConfig config, InstantSource clock) {
    var database = Database.open(config, clock);
    try {
      var connection = database.connect();
      var stamps = Stamps.read(connection);
      var committer = new Committer(connection, stamps, config.keepRaw());
      var readers = new Readers(database, stamps, READERS);
      var upkeep = new Upkeep(database, stamps, readers, committer::lastId, clock);
      return new Engine(database, stamps, committer, readers, upkeep);
    } catch (SQLException | IOException e) {
      database.close();
      throw new StoreException("the store does not open: " + e.getMessage(), e);
    }
  }

  /** Whether the database refuses all further work until it is opened anew. */
  static boolean isBroken(Throwable failure) {
    var message = String.valueOf(failure.getMessage());
    return message.contains("FATAL Error") || message.contains("has been invalidated");
  }

  /** Closes what can still be closed of a broken one. */
  void abandon() {
    for (AutoCloseable part : new AutoCloseable[] {readers, upkeep, committer, database}) {
      try {
        part.close();
      } catch (Exception _) {
        // what cannot be closed of a broken database goes with it
      }
    }
  }

  @Override
  public void close() {
    try {
      readers.close();
      upkeep.close();
      committer.close();
    } catch (SQLException e) {
      throw new StoreException("the store does not close: " + e.getMessage(), e);
    } finally {
      database.close();
    }
  }
}
