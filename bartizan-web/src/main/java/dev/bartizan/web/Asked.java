package dev.bartizan.web;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.query.QuerySyntaxException;
import dev.bartizan.core.store.Selection;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, checked. */
record Asked(Context ctx, InstantSource clock) {
  static final int LONGEST_QUERY = 4_000;

  /** A stretch of time, microseconds, the end excluded. */
  record Range(long from, long to) {}

  @Nullable String text(Param param) {
    var value = ctx.queryParam(param.text());
    return value == null || value.isEmpty() ? null : value;
  }

  Query query() {
    var text = text(Param.QUERY);
    return text == null ? Query.all() : query(text);
  }

  static Query query(String text) {
    if (text.length() > LONGEST_QUERY) {
      throw Problem.bad(
          "the query is longer than " + LONGEST_QUERY + " characters", "Make it shorter");
    }
    try {
      return Query.parse(text);
    } catch (QuerySyntaxException e) {
      throw Problem.query(e);
    }
  }

  int number(Param param, int least, int most, int preset) {
    return (int) whole(param, least, most, preset);
  }

  long whole(Param param, long least, long most, long preset) {
    var text = text(param);
    if (text == null) {
      return preset;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Problem.bad(
        param.text() + " is not a number from " + least + " to " + most, "Give such a number");
  }

  /** Everything when nothing is said. */
  Range rangeOrAll() {
    return range(0, Long.MAX_VALUE);
  }

  /** The last 24 hours when nothing is said. */
  Range rangeOrDay() {
    long now = Times.now(clock);
    return range(now - 24 * Times.HOUR, now);
  }

  private Range range(long fromPreset, long toPreset) {
    var from = text(Param.FROM);
    var to = text(Param.TO);
    long end = to == null ? toPreset : Times.parse("to", to, clock);
    long start = from == null ? Math.min(fromPreset, end - 1) : Times.parse("from", from, clock);
    if (start >= end) {
      throw Problem.bad("from is not before to", "Give an earlier from, or a later to");
    }
    return new Range(Math.max(0, start), end);
  }

  Selection selection(Range range) {
    return Selection.of(query()).between(range.from, range.to);
  }

  Optional<Field> field(Param param) {
    var name = text(param);
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(field(name));
  }

  static Field field(String name) {
    var field = Field.named(name);
    if (field == null) {
      throw Problem.bad("no field is called '" + name + "'", "See /api/fields");
    }
    return field;
  }

  <E extends Enum<E>> E choice(Param param, Class<E> type, E preset) {
    var text = text(param);
    if (text == null) {
      return preset;
    }
    var names = new java.util.ArrayList<String>();
    for (var constant : type.getEnumConstants()) {
      var name = constant.name().toLowerCase(java.util.Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw Problem.bad(param.text() + " is not known", "It is one of " + String.join(", ", names));
  }
}
