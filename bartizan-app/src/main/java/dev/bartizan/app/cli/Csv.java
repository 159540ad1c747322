package dev.bartizan.app.cli;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as CSV (RFC 4180): a header of field names, {@code id} first where events have numbers,
 * {@code detail} last. A cell that a spreadsheet would take for a formula gets an apostrophe.
 */
final class Csv implements Printer {
  private static final List<Field> FIELDS = List.of(Field.values());

  private final Output out;
  private final StringBuilder row = new StringBuilder();
  private boolean begun;

  Csv(Output out) {
    this.out = out;
  }

  @Override
  public void print(StoredEvent stored, byte @Nullable [] raw) {
    begin();
    row.setLength(0);
    row.append(stored.id() > 0 ? Long.toString(stored.id()) : "");
    for (var field : FIELDS) {
      row.append(',');
      cell(EventJson.text(field, stored.event()));
    }
    row.append(',');
    cell(stored.event().head().extra().detail());
    out.line(row.append('\r'));
  }

  @Override
  public void end() {
    begin();
    out.flush();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      row.append("id");
      FIELDS.forEach(field -> row.append(',').append(field.text()));
      out.line(row.append(",detail\r"));
    }
  }

  private void cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    boolean formula = "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    if (!formula && !quoted) {
      row.append(text);
      return;
    }
    row.append('"').append(formula ? "'" : "").append(text.replace("\"", "\"\"")).append('"');
  }
}
