package dev.bartizan.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Explicit transactions: all of it or nothing. */
final class Transactions {
  private Transactions() {}

  /** What is to be done. */
  @FunctionalInterface
  interface Work {
    void run(Statement statement) throws SQLException;
  }

  /** Runs between this opening statement and COMMIT, or rolls back and throws. */
  static void run(Connection connection, String begin, Work work) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(begin);
      try {
        work.run(statement);
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollback(statement, e);
        throw e;
      }
    }
  }

  /** A COMMIT that failed has rolled back by itself, and then there is nothing to roll back. */
  private static void rollback(Statement statement, Exception failed) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      failed.addSuppressed(e);
    }
  }
}
