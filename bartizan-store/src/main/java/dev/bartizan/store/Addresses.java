package dev.bartizan.store;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.store.AddressOrder;
import dev.bartizan.core.store.AddressState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * States of addresses: what is rolled into the address table, and the events after that, added up
 * in one statement. So they agree with the events at every moment, and cost nothing at commit.
 */
final class Addresses {
  static final String SUMS =
      "min(first) AS first, max(last) AS last, "
          + Arrays.stream(Kind.values())
              .map(kind -> "sum(" + kind.text() + ") AS " + kind.text())
              .collect(Collectors.joining(", "))
          + ", sum(passed) AS passed, sum(blocked) AS blocked";

  private static final String TOTAL =
      Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(" + "));

  private Addresses() {}

  static Optional<AddressState> one(Snapshot snapshot, Address address) throws SQLException {
    var only = new Sql().add(" AND hi = ").unsigned(address.high());
    only.add(" AND lo = ").unsigned(address.low());
    var sum = new AddressTally();
    snapshot.query(rolled().add(only), rows -> add(rows, sum));
    for (var select : unrolled(snapshot, only)) {
      snapshot.query(select, rows -> add(rows, sum));
    }
    return sum.isEmpty() ? Optional.empty() : Optional.of(sum.state(address));
  }

  /** First which addresses, by as few sums as that takes, then all about those. */
  static List<AddressState> seen(
      Snapshot snapshot, long from, long to, AddressOrder order, int limit) throws SQLException {
    var live = Gathered.from(snapshot, unrolled(snapshot, new Sql()), select -> select);
    var sql = new Sql().add("WITH part AS NOT MATERIALIZED (").add(rolled());
    sql.add(" UNION ALL SELECT * FROM ").add(live);
    sql.add("), chosen AS (SELECT hi, lo FROM part GROUP BY hi, lo HAVING max(last) >= ");
    sql.value(from).add(" AND max(last) < ").value(to);
    sql.add(" ORDER BY " + order(order) + "hi, lo LIMIT ").value(limit);
    sql.add(") SELECT hi, lo, " + SUMS + " FROM part SEMI JOIN chosen USING (hi, lo)");
    sql.add(" GROUP BY hi, lo ORDER BY " + order(order) + "hi, lo");
    return snapshot.query(sql, Addresses::states);
  }

  private static String order(AddressOrder order) {
    return switch (order) {
      case RECENT -> "max(last) DESC, ";
      case EVENTS -> "sum(" + TOTAL + ") DESC, ";
      case BLOCKED -> "sum(blocked) DESC, ";
      case ADDRESS -> "";
    };
  }

  private static Sql rolled() {
    return new Sql().add("SELECT * FROM address WHERE TRUE");
  }

  private static List<Sql> unrolled(Snapshot snapshot, Sql only) {
    var selects = new ArrayList<Sql>();
    for (var kind : Kind.values()) {
      selects.add(summed(kind, snapshot.stamps(), snapshot.rolled(), Long.MAX_VALUE, only));
    }
    return selects;
  }

  /** The states that one kind's live events above one number and up to another make. */
  static Sql summed(Kind kind, Stamps stamps, long above, long upTo, Sql only) {
    var counts =
        Arrays.stream(Kind.values())
            .map(k -> (k == kind ? "count(*)" : "0") + " AS " + k.text())
            .collect(Collectors.joining(", "));
    var sql = new Sql();
    sql.add("SELECT hi, lo, min(\"time\") AS first, max(\"time\") AS last, " + counts);
    sql.add(", count(*) FILTER (");
    stamps.condition(sql, stamp -> stamp.passage().action() == Action.PASS);
    sql.add(") AS passed, count(*) FILTER (");
    stamps.condition(sql, stamp -> stamp.passage().action() == Action.BLOCK);
    sql.add(") AS blocked FROM (SELECT \"src.ip.hi\" AS hi, \"src.ip.lo\" AS lo, \"time\", stamp");
    sql.add(" FROM " + kind.text() + " WHERE id > ").value(above).add(" AND id <= ").value(upTo);
    sql.add(" AND \"src.ip.lo\" IS NOT NULL) WHERE TRUE").add(only);
    return sql.add(" GROUP BY hi, lo");
  }

  private static List<AddressState> states(ResultSet rows) throws SQLException {
    var states = new ArrayList<AddressState>();
    while (rows.next()) {
      var tally = new AddressTally();
      row(rows, tally);
      states.add(tally.state(new Address(rows.getLong(1), rows.getLong(2))));
    }
    return states;
  }

  private static AddressTally add(ResultSet rows, AddressTally sum) throws SQLException {
    while (rows.next()) {
      row(rows, sum);
    }
    return sum;
  }

  private static void row(ResultSet rows, AddressTally tally) throws SQLException {
    int place = 5;
    for (var kind : Kind.values()) {
      tally.count(kind, rows.getLong(place++));
    }
    tally.seen(rows.getLong(3), rows.getLong(4), rows.getLong(place), rows.getLong(place + 1));
  }
}
