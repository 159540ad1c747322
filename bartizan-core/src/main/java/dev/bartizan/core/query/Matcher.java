package dev.bartizan.core.query;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meaning of a query on one event. */
final class Matcher {
  private Matcher() {}

  static boolean matches(Query query, Event event) {
    return switch (query) {
      case Query.All _ -> true;
      case Query.And(var all) -> every(all, event);
      case Query.Or(var any) -> some(any, event);
      case Query.Not(var inner) -> !matches(inner, event);
      case Query.Exists(var field) -> exists(field, event);
      case Query.Contains(var lower) -> contains(lower, event);
      case Query.Is(var field, var text) -> text.equals(field.textOf(event));
      case Query.Like(var field, var parts) -> like(parts, field.textOf(event));
      case Query.Between(var field, var low, var high) -> {
        long number = field.numberOf(event);
        yield number >= 0 && number >= low && number <= high;
      }
      case Query.Within(var field, var low, var high) -> {
        var address = field.addressOf(event);
        yield address != null && address.compareTo(low) >= 0 && address.compareTo(high) <= 0;
      }
      case Query.Has(var bit) -> (event.head().extra().flags() & bit) != 0;
    };
  }

  private static boolean every(List<Query> all, Event event) {
    for (var query : all) {
      if (!matches(query, event)) {
        return false;
      }
    }
    return true;
  }

  private static boolean some(List<Query> any, Event event) {
    for (var query : any) {
      if (matches(query, event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(Field field, Event event) {
    return switch (field.type()) {
      case TEXT -> field.textOf(event) != null;
      case ADDRESS -> field.addressOf(event) != null;
      case NUMBER, TIME, PROTOCOL -> field.numberOf(event) >= 0;
      case FLAGS -> field.numberOf(event) > 0;
    };
  }

  private static boolean contains(String lower, Event event) {
    for (var field : TEXTS) {
      if (holds(field.textOf(event), lower)) {
        return true;
      }
    }
    return holds(event.head().extra().detail(), lower);
  }

  private static boolean holds(@Nullable String text, String lower) {
    return text != null && lower(text).contains(lower);
  }

  /**
   * Lower case code point by code point, as DuckDB's lower() does it: no language, no special
   * casing.
   */
  static String lower(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean like(List<String> parts, @Nullable String text) {
    if (text == null || !text.startsWith(parts.getFirst())) {
      return false;
    }
    int at = parts.getFirst().length();
    for (int i = 1; i < parts.size() - 1; i++) {
      int found = text.indexOf(parts.get(i), at);
      if (found < 0) {
        return false;
      }
      at = found + parts.get(i).length();
    }
    var last = parts.getLast();
    return text.length() - last.length() >= at && text.endsWith(last);
  }

  private static final List<Field> TEXTS =
      List.of(Field.values()).stream().filter(f -> f.type() == Field.Type.TEXT).toList();
}
