package dev.bartizan.store;

import dev.bartizan.core.event.Kind;
import dev.bartizan.core.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables, and the steps by which a file of an older version becomes one of this. A step is
 * never changed after a release; a new one is added to the end.
 */
final class Schema {
  /** One change of the tables. */
  @FunctionalInterface
  private interface Step {
    void apply(Statement statement) throws SQLException;
  }

  private static final List<Step> STEPS = List.of(Schema::first);

  private Schema() {}

  static int version() {
    return STEPS.size();
  }

  /** Brings the database to this version, in one transaction. */
  static void migrate(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("CREATE TABLE IF NOT EXISTS schema_version(version INTEGER NOT NULL)");
      int found = found(statement);
      if (found > version()) {
        statement.execute("ROLLBACK");
        throw new StoreException(
            "the store was written by a newer Bartizan (its tables have version "
                + found
                + ", this one knows "
                + version()
                + "): start that one, or set another directory",
            null);
      }
      if (found == version()) {
        statement.execute("ROLLBACK");
        return;
      }
      for (var step : STEPS.subList(found, version())) {
        step.apply(statement);
      }
      statement.execute("DELETE FROM schema_version");
      statement.execute("INSERT INTO schema_version VALUES (" + version() + ")");
      statement.execute("COMMIT");
    }
  }

  private static int found(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void first(Statement statement) throws SQLException {
    for (var kind : Kind.values()) {
      statement.execute("CREATE TABLE " + kind.text() + "(" + columns(kind) + ")");
    }
    for (var sql : FIRST) {
      statement.execute(sql);
    }
  }

  private static String columns(Kind kind) {
    return Column.of(kind).stream()
        .map(c -> c.sql() + " " + c.type())
        .collect(Collectors.joining(", "));
  }

  private static final List<String> FIRST =
      List.of(
          """
          CREATE TABLE stamp(stamp INTEGER NOT NULL, sensor VARCHAR NOT NULL,
            source VARCHAR NOT NULL, action VARCHAR, direction VARCHAR, "iface.in" VARCHAR,
            "iface.out" VARCHAR, "rule.id" VARCHAR, "rule.name" VARCHAR, "rule.reason" VARCHAR,
            "ip.flags" VARCHAR, variant INTEGER NOT NULL)
          """,
          "CREATE TABLE numbering(last_id BIGINT NOT NULL, commits BIGINT NOT NULL)",
          "INSERT INTO numbering VALUES (0, 0)",
          """
          CREATE TABLE source(name VARCHAR NOT NULL, position VARCHAR, received BIGINT NOT NULL,
            events BIGINT NOT NULL, ignored BIGINT NOT NULL, measured BIGINT NOT NULL,
            malformed BIGINT NOT NULL, dropped BIGINT NOT NULL, gaps BIGINT NOT NULL,
            bytes_read BIGINT NOT NULL, bytes_skipped BIGINT NOT NULL, malformed_why VARCHAR,
            malformed_where VARCHAR, malformed_sample VARCHAR, last_event_time BIGINT NOT NULL)
          """,
          "CREATE TABLE measured(source VARCHAR NOT NULL, name VARCHAR NOT NULL, value BIGINT)",
          """
          CREATE TABLE gap(source VARCHAR NOT NULL, number BIGINT NOT NULL, began BIGINT,
            ended BIGINT, records BIGINT, bytes BIGINT, why VARCHAR)
          """,
          """
          CREATE TABLE raw(id BIGINT NOT NULL, time BIGINT NOT NULL, link INTEGER NOT NULL,
            length INTEGER NOT NULL, bytes BLOB NOT NULL)
          """,
          """
          CREATE TABLE archived(kind VARCHAR NOT NULL, day INTEGER NOT NULL, file VARCHAR NOT NULL,
            events BIGINT NOT NULL, bytes BIGINT NOT NULL, min_id BIGINT NOT NULL,
            max_id BIGINT NOT NULL, min_time BIGINT NOT NULL, max_time BIGINT NOT NULL)
          """,
          "CREATE TABLE rolled(id BIGINT NOT NULL)",
          "INSERT INTO rolled VALUES (0)",
          """
          CREATE TABLE minutely(minute BIGINT NOT NULL, kind VARCHAR NOT NULL,
            stamp INTEGER NOT NULL, n BIGINT NOT NULL)
          """,
          """
          CREATE TABLE hourly(hour BIGINT NOT NULL, kind VARCHAR NOT NULL, action VARCHAR,
            hi UBIGINT NOT NULL, lo UBIGINT NOT NULL, n BIGINT NOT NULL)
          """,
          """
          CREATE TABLE address(hi UBIGINT NOT NULL, lo UBIGINT NOT NULL, first BIGINT NOT NULL,
            last BIGINT NOT NULL, packet BIGINT NOT NULL, state BIGINT NOT NULL,
            alert BIGINT NOT NULL, request BIGINT NOT NULL, flow BIGINT NOT NULL,
            honeypot BIGINT NOT NULL, passed BIGINT NOT NULL, blocked BIGINT NOT NULL)
          """);
}
