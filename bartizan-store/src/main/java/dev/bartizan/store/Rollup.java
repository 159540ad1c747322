package dev.bartizan.store;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Sums of events up to a number, kept beside them: by minute and stamp, by hour, action and source,
 * and by address. Readers add what came after that number, in the same transaction, so that figures
 * are exact at every moment; a commit pays nothing for them. One thread at a time.
 */
final class Rollup {
  /** How many events may be without sums before {@link #advance} is worth its while. */
  static final long DUE = 200_000;

  static final long MINUTE = 60_000_000L;
  static final long HOUR = 60 * MINUTE;

  private static final long STEP = 500_000;

  /** More hours than this at once are not merged with what is known of them. */
  private static final int HOURS = 50;

  private static final long LOOSE = 200_000;

  private final Connection connection;
  private final Stamps stamps;
  private long compacted;

  Rollup(Connection connection, Stamps stamps) {
    this.connection = connection;
    this.stamps = stamps;
  }

  static long rolled(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return number(statement, "SELECT id FROM rolled");
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Sums all events up to this number, some at a time, each some in one transaction. */
  void advance(long upTo) throws SQLException {
    long from = rolled(connection);
    while (from < upTo) {
      long to = Math.min(upTo, from + STEP);
      Transactions.run(connection, "BEGIN", sumOf(from, to));
      from = to;
    }
    compact();
  }

  private Transactions.Work sumOf(long from, long to) {
    return statement -> {
      statement.execute("CREATE TEMP TABLE fresh AS FROM hourly LIMIT 0");
      for (var kind : Kind.values()) {
        minutes(statement, kind, from, to);
        sources(kind, from, to);
        addresses(kind, from, to);
      }
      mergeHours(statement);
      statement.execute("DROP TABLE fresh");
      statement.execute("UPDATE rolled SET id = " + to);
    };
  }

  private static String some(Kind kind, long from, long to) {
    return " FROM " + kind.text() + " WHERE id > " + from + " AND id <= " + to;
  }

  private static void minutes(Statement statement, Kind kind, long from, long to)
      throws SQLException {
    statement.execute(
        "INSERT INTO minutely SELECT \"time\" // %d AS m, %s, stamp, count(*)"
                .formatted(MINUTE, Sql.quote(kind.text()))
            + some(kind, from, to)
            + " GROUP BY m, stamp ORDER BY m, stamp");
  }

  private void sources(Kind kind, long from, long to) throws SQLException {
    var sql =
        new Sql()
            .add("INSERT INTO fresh SELECT \"time\" // " + HOUR + " AS h, ")
            .add(Sql.quote(kind.text()) + ", CASE");
    for (var action : Action.values()) {
      stamps.condition(sql.add(" WHEN "), stamp -> stamp.passage().action() == action);
      sql.add(" THEN " + Sql.quote(action.text()));
    }
    sql.add(" END AS a, \"src.ip.hi\" AS hi, \"src.ip.lo\" AS lo, count(*)");
    sql.add(some(kind, from, to) + " AND \"src.ip.lo\" IS NOT NULL GROUP BY h, a, hi, lo");
    try (var statement = sql.prepare(connection)) {
      statement.execute();
    }
  }

  private static void mergeHours(Statement statement) throws SQLException {
    var touched = " WHERE hour IN (SELECT DISTINCT hour FROM fresh)";
    if (number(statement, "SELECT count(DISTINCT hour) FROM fresh") <= HOURS) {
      statement.execute("INSERT INTO fresh FROM hourly" + touched);
      statement.execute("DELETE FROM hourly" + touched);
    }
    statement.execute(
        "INSERT INTO hourly SELECT hour, kind, action, hi, lo, sum(n) FROM fresh"
            + " GROUP BY hour, kind, action, hi, lo ORDER BY hour, hi, lo");
  }

  private void addresses(Kind kind, long from, long to) throws SQLException {
    var sql = new Sql().add("INSERT INTO address SELECT * FROM (");
    sql.add(Addresses.summed(kind, stamps, from, to, new Sql())).add(") ORDER BY hi, lo");
    try (var statement = sql.prepare(connection)) {
      statement.execute();
    }
  }

  /** Adds up the rows of each address when they have become many. */
  private void compact() throws SQLException {
    try (var statement = connection.createStatement()) {
      if (number(statement, "SELECT count(*) FROM address") <= 2 * compacted + LOOSE) {
        return;
      }
    }
    Transactions.run(
        connection,
        "BEGIN",
        statement -> {
          statement.execute(
              "CREATE TEMP TABLE folded AS SELECT hi, lo, "
                  + Addresses.SUMS
                  + " FROM address GROUP BY hi, lo");
          compacted = number(statement, "SELECT count(*) FROM folded");
          statement.execute("DELETE FROM address");
          statement.execute("INSERT INTO address SELECT * FROM folded ORDER BY hi, lo");
          statement.execute("DROP TABLE folded");
        });
  }

  /** Forgets the sums before an hour whose events are gone; states of addresses stay. */
  static void forget(Statement statement, long micros) throws SQLException {
    statement.execute("DELETE FROM minutely WHERE minute < " + Math.floorDiv(micros, MINUTE));
    statement.execute("DELETE FROM hourly WHERE hour < " + Math.floorDiv(micros, HOUR));
  }
}
