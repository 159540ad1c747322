package dev.bartizan.store;

import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Many selects with the same columns, to be grouped as one. Each select of a UNION takes the
 * grouping's memory (some 8 MB) at the same time; so if there are many they run one after the other
 * into a table of the connection's own, which goes with the transaction.
 */
final class Gathered {
  private static final int AT_ONCE = 3;

  private Gathered() {}

  /**
   * What to write after FROM.
   *
   * @param selects at least one
   * @param alone makes a select smaller when it is taken by itself
   */
  static Sql from(Snapshot snapshot, List<Sql> selects, UnaryOperator<Sql> alone)
      throws SQLException {
    if (selects.size() > AT_ONCE) {
      gather(snapshot, selects, alone);
      return new Sql().add("gathered");
    }
    var sql = new Sql();
    var separator = "(";
    for (var select : selects) {
      sql.add(separator).add(select);
      separator = " UNION ALL ";
    }
    return sql.add(")");
  }

  private static void gather(Snapshot snapshot, List<Sql> selects, UnaryOperator<Sql> alone)
      throws SQLException {
    snapshot.execute(new Sql().add("DROP TABLE IF EXISTS gathered"));
    var into = "CREATE TEMP TABLE gathered AS ";
    for (var select : selects) {
      snapshot.execute(new Sql().add(into).add(alone.apply(select)));
      into = "INSERT INTO gathered ";
    }
  }
}
