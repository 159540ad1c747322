package dev.bartizan.store;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All stamps by number, from 0. Only ever added to: a number means the same for ever. The
 * committing thread adds; any thread reads.
 */
final class Stamps {
  private final List<Stamp> byNumber = new CopyOnWriteArrayList<>();
  private final Map<Stamp, Integer> numbers = new HashMap<>();
  private int written;

  static Stamps read(Connection connection) throws SQLException {
    var stamps = new Stamps();
    var known = new ArrayList<Stamp>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT sensor, source, action, direction, \"iface.in\", \"iface.out\","
                    + " \"rule.id\", \"rule.name\", \"rule.reason\", \"ip.flags\", variant"
                    + " FROM stamp ORDER BY stamp")) {
      while (rows.next()) {
        stamps.numbers.put(stamp(rows), known.size());
        known.add(stamp(rows));
      }
    }
    stamps.byNumber.addAll(known);
    stamps.written = known.size();
    return stamps;
  }

  private static Stamp stamp(ResultSet rows) throws SQLException {
    @Nullable String action = rows.getString(3);
    @Nullable String direction = rows.getString(4);
    return new Stamp(
        new Origin(rows.getString(1), rows.getString(2)),
        new Passage(
            action == null ? null : Action.valueOf(action.toUpperCase(Locale.ROOT)),
            direction == null ? null : Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
            rows.getString(5),
            rows.getString(6)),
        new Rule(rows.getString(7), rows.getString(8), rows.getString(9)),
        rows.getString(10),
        rows.getInt(11));
  }

  /** The number of an event's stamp; a new one is written by {@link #write}. */
  int number(Event event) {
    var stamp = Stamp.of(event);
    Integer known = numbers.get(stamp);
    if (known == null) {
      known = byNumber.size();
      byNumber.add(stamp);
      numbers.put(stamp, known);
    }
    return known;
  }

  Stamp get(int number) {
    return byNumber.get(number);
  }

  /** Writes the stamps that are new since the last {@link #written}, in the running transaction. */
  void write(Connection connection) throws SQLException {
    if (written == byNumber.size()) {
      return;
    }
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO stamp VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int number = written; number < byNumber.size(); number++) {
        put(insert, number, byNumber.get(number));
        insert.execute();
      }
    }
  }

  private static void put(PreparedStatement insert, int number, Stamp stamp) throws SQLException {
    var passage = stamp.passage();
    insert.setInt(1, number);
    insert.setString(2, stamp.origin().sensor());
    insert.setString(3, stamp.origin().source());
    insert.setString(4, passage.action() == null ? null : passage.action().text());
    insert.setString(5, passage.direction() == null ? null : passage.direction().text());
    insert.setString(6, passage.in());
    insert.setString(7, passage.out());
    insert.setString(8, stamp.rule().id());
    insert.setString(9, stamp.rule().name());
    insert.setString(10, stamp.rule().reason());
    insert.setString(11, stamp.ipFlags());
    insert.setInt(12, stamp.variant());
  }

  /** The transaction of {@link #write} was committed. */
  void written() {
    written = byNumber.size();
  }

  /** Appends the condition that a row's stamp is one that passes. */
  void condition(Sql out, Predicate<Stamp> passes) {
    var in = new ArrayList<Integer>();
    var not = new ArrayList<Integer>();
    int number = 0;
    for (var stamp : byNumber) {
      (passes.test(stamp) ? in : not).add(number++);
    }
    if (in.isEmpty() || not.isEmpty()) {
      out.add(in.isEmpty() ? "FALSE" : "TRUE");
    } else if (in.size() <= not.size()) {
      list(out, " IN (", in);
    } else {
      list(out, " NOT IN (", not);
    }
  }

  private static void list(Sql out, String how, List<Integer> numbers) {
    out.add("stamp").add(how);
    out.add(String.join(", ", numbers.stream().map(n -> Integer.toString(n)).toList())).add(")");
  }

  /** The value of a stamped field in a row of a kind. */
  @Nullable Value value(Kind kind, Field field, int number) {
    return field.in(kind) ? Value.Text.of(byNumber.get(number).text(field)) : null;
  }
}
