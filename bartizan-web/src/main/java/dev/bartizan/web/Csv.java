package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.StoredEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events as CSV (RFC 4180). A cell that a spreadsheet would take for a formula (it begins with = +
 * - @, a tab or a carriage return) begins with an apostrophe instead.
 */
final class Csv {
  private static final String ID = "id";
  private static final String DETAIL = "detail";

  private final List<Column> columns;

  private record Column(String name, Function<StoredEvent, @Nullable String> of) {}

  private Csv(List<Column> columns) {
    this.columns = columns;
  }

  /** All columns when {@code names} is null, else those, separated by commas. */
  static Csv of(@Nullable String names) {
    var columns = new ArrayList<Column>();
    if (names != null) {
      for (var name : names.split(",", -1)) {
        columns.add(column(name.strip()));
      }
      return new Csv(columns);
    }
    columns.add(column(ID));
    Arrays.stream(Field.values()).map(f -> column(f.text())).forEach(columns::add);
    columns.add(column(DETAIL));
    return new Csv(columns);
  }

  private static Column column(String name) {
    return switch (name) {
      case ID -> new Column(name, e -> Long.toString(e.id()));
      case DETAIL -> new Column(name, e -> e.event().head().extra().detail());
      default -> {
        var field = Asked.field(name);
        yield new Column(name, e -> EventJson.text(field, e.event()));
      }
    };
  }

  String header() {
    var out = new StringBuilder();
    for (var column : columns) {
      cell(out, column.name);
    }
    return line(out);
  }

  void append(StringBuilder out, StoredEvent event) {
    int start = out.length();
    for (var column : columns) {
      cell(out, column.of.apply(event));
    }
    out.setLength(Math.max(start, out.length() - 1));
    out.append("\r\n");
  }

  private static String line(StringBuilder out) {
    out.setLength(out.length() - 1);
    return out.append("\r\n").toString();
  }

  private static void cell(StringBuilder out, @Nullable String value) {
    if (value != null) {
      var safe = isFormula(value) ? "'" + value : value;
      if (needsQuotes(safe)) {
        out.append('"').append(safe.replace("\"", "\"\"")).append('"');
      } else {
        out.append(safe);
      }
    }
    out.append(',');
  }

  private static boolean isFormula(String value) {
    return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
  }

  private static boolean needsQuotes(String value) {
    return value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
  }
}
