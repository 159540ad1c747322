package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Sums of events up to a number, kept beside them: by minute and stamp, by hour, stamp and source,
 * and by address. Readers add what came after that number, in the same transaction, so that figures
 * are exact at every moment; a commit pays nothing for them.
 */
final class Rollup {
  /** How many events may be without sums before {@link #advance} is worth its while. */
  static final long DUE = 200_000;

  static final long MINUTE = 60_000_000L;
  static final long HOUR = 60 * MINUTE;

  private static final long STEP = 500_000;

  private Rollup() {}

  static long rolled(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM rolled")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Sums all events up to this number, some at a time, each some in one transaction. */
  static void advance(Connection connection, Stamps stamps, long upTo) throws SQLException {
    long from = rolled(connection);
    while (from < upTo) {
      long to = Math.min(upTo, from + STEP);
      Transactions.run(connection, "BEGIN", sumOf(connection, stamps, from, to));
      from = to;
    }
  }

  private static Transactions.Work sumOf(Connection connection, Stamps stamps, long from, long to) {
    return statement -> {
      for (var kind : Kind.values()) {
        sums(connection, stamps, kind, from, to);
      }
      statement.execute("UPDATE rolled SET id = " + to);
    };
  }

  private static void sums(Connection connection, Stamps stamps, Kind kind, long from, long to)
      throws SQLException {
    var some = " WHERE id > " + from + " AND id <= " + to;
    var table = " FROM " + kind.text() + some;
    var name = Sql.quote(kind.text());
    try (var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO minutely SELECT \"time\" // "
              + MINUTE
              + " AS m, "
              + name
              + ", stamp, count(*)"
              + table
              + " GROUP BY m, stamp ORDER BY m, stamp");
      statement.execute(
          "INSERT INTO hourly SELECT \"time\" // "
              + HOUR
              + " AS h, "
              + name
              + ", stamp, \"src.ip.hi\" AS hi, \"src.ip.lo\" AS lo, count(*)"
              + table
              + " AND \"src.ip.lo\" IS NOT NULL GROUP BY h, stamp, hi, lo ORDER BY h, hi, lo");
    }
    var addresses = new Sql().add("INSERT INTO address SELECT * FROM (");
    addresses.add(Addresses.summed(kind, stamps, from, to, new Sql())).add(") ORDER BY hi, lo");
    try (var statement = addresses.prepare(connection)) {
      statement.execute();
    }
  }

  /** Adds up the rows that belong together, once there are many; in one transaction. */
  static void compact(Connection connection) throws SQLException {
    Transactions.run(
        connection,
        "BEGIN",
        statement -> {
          statement.execute(
              "CREATE TEMP TABLE folded AS SELECT hi, lo, "
                  + Addresses.SUMS
                  + " FROM address GROUP BY hi, lo ORDER BY hi, lo");
          statement.execute("DELETE FROM address");
          statement.execute("INSERT INTO address SELECT * FROM folded ORDER BY hi, lo");
          statement.execute("DROP TABLE folded");
        });
  }

  /** Whether the address table has many rows for each address. */
  static boolean isLoose(Statement statement) throws SQLException {
    try (var rows =
        statement.executeQuery(
            "SELECT count(*) > 100000 AND count(*) > 3 * approx_count_distinct(lo) FROM address")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  /** Forgets the sums before an hour whose events are gone; states of addresses stay. */
  static void forget(Statement statement, long micros) throws SQLException {
    statement.execute("DELETE FROM minutely WHERE minute < " + Math.floorDiv(micros, MINUTE));
    statement.execute("DELETE FROM hourly WHERE hour < " + Math.floorDiv(micros, HOUR));
  }
}
