package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Writes events in one form. */
interface Printer {
  /**
   * Writes one event.
   *
   * @param stored its number is 0 when it has none
   * @param raw the record as it came, where known
   */
  void print(StoredEvent stored, byte @Nullable [] raw);

  /** What is written so far reaches the reader. */
  default void flush() {}

  /** Ends what was begun. */
  void end();

  /** The printer of a form. */
  static Printer of(Form form, Terminal terminal, boolean brief) {
    var out = new Output(terminal.out());
    boolean tty = terminal.outIsTty();
    return switch (form.ofEvents(terminal)) {
      case human -> new HumanLines(out, form.colored(terminal), brief);
      case json -> new Json(out, tty, true);
      case ndjson -> new Json(out, tty, false);
      case csv -> new Csv(out);
      case raw -> new RawRecords(out, tty);
    };
  }

  /** One array, or one object a line. */
  final class Json implements Printer {
    private final Output out;
    private final boolean tty;
    private final boolean array;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    Json(Output out, boolean tty, boolean array) {
      this.out = out;
      this.tty = tty;
      this.array = array;
    }

    @Override
    public void print(StoredEvent stored, byte @Nullable [] raw) {
      text.setLength(0);
      text.append(array ? begun ? ",\n" : "[\n" : "");
      begun = true;
      if (stored.id() > 0) {
        EventJson.append(text, stored);
      } else {
        EventJson.append(text, stored.event());
      }
      write();
    }

    private void write() {
      int start = array ? 2 : 0;
      var safe = tty ? text.substring(0, start) + Plain.of(text.substring(start)) : text;
      if (array) {
        out.text(safe);
      } else {
        out.line(safe);
      }
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void end() {
      if (array) {
        out.line(begun ? "\n]" : "[]");
      }
      out.flush();
    }
  }

  /** The records as they came, text only; those that are gone are counted. */
  final class RawRecords implements Printer {
    private final Output out;
    private final boolean tty;
    private long missing;

    RawRecords(Output out, boolean tty) {
      this.out = out;
      this.tty = tty;
    }

    @Override
    public void print(StoredEvent stored, byte @Nullable [] raw) {
      if (raw == null) {
        missing++;
        return;
      }
      var text = new String(raw, java.nio.charset.StandardCharsets.UTF_8);
      out.line(tty ? Plain.of(text) : text);
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void end() {
      out.flush();
      if (missing > 0) {
        throw new Failure(
            Exit.PARTLY,
            missing
                + " events have no raw record of text: set keep_raw on their source to keep it");
      }
    }
  }
}
