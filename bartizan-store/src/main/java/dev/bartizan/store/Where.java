package dev.bartizan.store;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.query.Query;
import java.util.List;
import java.util.Set;

/**
 * A query as the condition of one kind's table: the same tree as the predicate, texts are
 * parameters always. A test on an absent field is NULL, which counts as false; {@code NOT} makes it
 * so before it turns it round.
 */
final class Where {
  private static final Query NOTHING = new Query.Not(Query.all());

  private final Kind kind;
  private final Stamps stamps;
  private final Sql out;

  private Where(Kind kind, Stamps stamps, Sql out) {
    this.kind = kind;
    this.stamps = stamps;
    this.out = out;
  }

  /** Appends the condition. */
  static void append(Sql out, Kind kind, Stamps stamps, Query query) {
    new Where(kind, stamps, out).write(query);
  }

  /** Whether no event of the kind can match a query that {@link #narrow} has seen. */
  static boolean isNothing(Query narrowed) {
    return narrowed.equals(NOTHING);
  }

  /** The query with all that the kind decides decided. */
  static Query narrow(Kind kind, Query query) {
    return switch (query) {
      case Query.All _ -> query;
      case Query.And(var all) -> narrowAll(kind, all, NOTHING, Query.all(), true);
      case Query.Or(var any) -> narrowAll(kind, any, Query.all(), NOTHING, false);
      case Query.Not(var inner) -> {
        var narrowed = narrow(kind, inner);
        yield isNothing(narrowed)
            ? Query.all()
            : narrowed instanceof Query.All ? NOTHING : new Query.Not(narrowed);
      }
      case Query.Exists(var field) ->
          field == Field.KIND ? Query.all() : inKind(kind, field, query);
      case Query.Is(var field, var text) when field == Field.KIND ->
          text.equals(kind.text()) ? Query.all() : NOTHING;
      case Query.Is(var field, _) -> inKind(kind, field, query);
      case Query.Like(var field, _) -> inKind(kind, field, query);
      case Query.Between(var field, _, _) -> inKind(kind, field, query);
      case Query.Within(var field, _, _) -> inKind(kind, field, query);
      case Query.Contains(var lower) -> kind.text().contains(lower) ? Query.all() : query;
      case Query.Has _ -> query;
    };
  }

  private static Query inKind(Kind kind, Field field, Query query) {
    return field.in(kind) ? query : NOTHING;
  }

  private static Query narrowAll(
      Kind kind, List<Query> parts, Query decisive, Query neutral, boolean and) {
    var left = parts.stream().map(q -> narrow(kind, q)).filter(q -> !q.equals(neutral)).toList();
    if (left.contains(decisive)) {
      return decisive;
    }
    return switch (left.size()) {
      case 0 -> neutral;
      case 1 -> left.getFirst();
      default -> and ? new Query.And(left) : new Query.Or(left);
    };
  }

  /** Whether nothing but the stamp of a row decides the query. */
  static boolean isStamped(Query query) {
    return isDecided(query, Stamp.FIELDS);
  }

  /** Whether nothing but these text fields decides the query. */
  static boolean isDecided(Query query, Set<Field> known) {
    return switch (query) {
      case Query.And(var all) -> all.stream().allMatch(q -> isDecided(q, known));
      case Query.Or(var any) -> any.stream().allMatch(q -> isDecided(q, known));
      case Query.Not(var inner) -> isDecided(inner, known);
      case Query.Exists(var field) -> known.contains(field);
      case Query.Is(var field, _) -> known.contains(field);
      case Query.Like(var field, _) -> known.contains(field);
      case Query.All _ -> true;
      case Query.Contains _, Query.Between _, Query.Within _, Query.Has _ -> false;
    };
  }

  private void write(Query query) {
    if (query instanceof Query.All) {
      out.add("TRUE");
    } else if (isStamped(query)) {
      stamps.condition(out, stamp -> stamp.matches(query));
    } else {
      writeAny(query);
    }
  }

  private void writeAny(Query query) {
    switch (query) {
      case Query.All _ -> out.add("TRUE");
      case Query.And(var all) -> join(all, " AND ");
      case Query.Or(var any) -> join(any, " OR ");
      case Query.Not(var inner) -> {
        out.add("NOT COALESCE(");
        write(inner);
        out.add(", FALSE)");
      }
      case Query.Exists(var field) -> exists(field);
      case Query.Is(var field, _) when field == Field.TCP_FLAGS -> TcpFlags.condition(out, query);
      case Query.Like(var field, _) when field == Field.TCP_FLAGS -> TcpFlags.condition(out, query);
      case Query.Contains(var lower) -> contains(lower);
      case Query.Is(var field, var text) -> out.add(text(field)).add(" = ").value(text);
      case Query.Like(var field, var parts) -> like(text(field), parts);
      case Query.Between(var field, var low, var high) -> between(field, Math.max(low, 0), high);
      case Query.Within(var field, var low, var high) -> within(field, low, high);
      case Query.Has(var bit) -> out.add("(\"flags\" & ").value(bit).add(") <> 0");
    }
  }

  private void join(List<Query> parts, String by) {
    var separator = "(";
    for (var part : parts) {
      out.add(separator);
      write(part);
      separator = by;
    }
    out.add(")");
  }

  private String text(Field field) {
    return field == Field.KIND ? Sql.quote(kind.text()) : '"' + field.text() + '"';
  }

  private void exists(Field field) {
    switch (field.type()) {
      case TEXT -> out.add(text(field)).add(" IS NOT NULL");
      case ADDRESS -> out.add(Column.low(field).sql()).add(" IS NOT NULL");
      case NUMBER, TIME, PROTOCOL -> out.add(Column.number(field).sql()).add(" >= 0");
      case FLAGS -> out.add("\"flags\" > 0");
    }
  }

  private void contains(String lower) {
    out.add("(");
    stamps.condition(out, stamp -> stamp.contains(kind, lower));
    if (kind == Kind.PACKET) {
      TcpFlags.condition(out.add(" OR "), letters -> Lower.contains(letters, lower));
    }
    for (var column : Column.of(kind)) {
      if (column.type() == Column.Type.VARCHAR) {
        out.add(" OR contains(lower(").add(column.sql()).add("), ").value(lower).add(")");
      }
    }
    out.add(")");
  }

  private void like(String column, List<String> parts) {
    out.add(column).add(" LIKE ").value(pattern(parts)).add(" ESCAPE '\\'");
  }

  private static String pattern(List<String> parts) {
    return String.join(
        "%",
        parts.stream()
            .map(p -> p.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
            .toList());
  }

  private void between(Field field, long low, long high) {
    var column = Column.number(field);
    if (column.type() == Column.Type.INTEGER) {
      if (low > Integer.MAX_VALUE || high < 0) {
        out.add("FALSE");
      } else {
        int top = (int) Math.min(high, Integer.MAX_VALUE);
        between(column, new Sql().value((int) low), new Sql().value(top), low == high);
      }
    } else {
      between(column, new Sql().value(low), new Sql().value(high), low == high);
    }
  }

  private void between(Column column, Sql low, Sql high, boolean same) {
    if (same) {
      out.add(column.sql()).add(" = ").add(low);
    } else {
      out.add(column.sql()).add(" BETWEEN ").add(low).add(" AND ").add(high);
    }
  }

  private void within(Field field, Address low, Address high) {
    var hi = Column.high(field).sql();
    var lo = Column.low(field).sql();
    if (low.high() == high.high()) {
      out.add("(").add(hi).add(" = ").unsigned(low.high()).add(" AND ").add(lo);
      if (low.low() == high.low()) {
        out.add(" = ").unsigned(low.low());
      } else {
        out.add(" BETWEEN ").unsigned(low.low()).add(" AND ").unsigned(high.low());
      }
      out.add(")");
      return;
    }
    out.add("(").add(hi).add(" BETWEEN ").unsigned(low.high()).add(" AND ").unsigned(high.high());
    out.add(" AND (").add(hi).add(" > ").unsigned(low.high());
    out.add(" OR ").add(lo).add(" >= ").unsigned(low.low()).add(")");
    out.add(" AND (").add(hi).add(" < ").unsigned(high.high());
    out.add(" OR ").add(lo).add(" <= ").unsigned(high.low()).add("))");
  }
}
