package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Page;
import dev.bartizan.core.store.Selection;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * Streams a selection, page by page, so that its size is no matter of memory. When the store fails
 * on the way the connection is cut, and the client sees an incomplete answer.
 */
final class Export {
  static final int MOST = 1_000_000;
  private static final int PAGE = 2_000;
  private static final int AT_ONCE = 4;

  private final EventStore store;
  private final Semaphore running = new Semaphore(AT_ONCE);

  /** The forms of events. */
  enum Format {
    JSON("application/json"),
    NDJSON("application/x-ndjson"),
    CSV("text/csv"),
    ECS("application/x-ndjson");

    private final String type;

    Format(String type) {
      this.type = type;
    }
  }

  /** Writes one event, its line end included. */
  @FunctionalInterface
  private interface Form {
    void append(StringBuilder out, StoredEvent event);
  }

  Export(EventStore store) {
    this.store = store;
  }

  void send(Context ctx, Format format, Selection selection, Asked asked) throws IOException {
    long limit = asked.whole(Param.LIMIT, 1, MOST, MOST);
    var csv = Csv.of(asked.text(Param.COLUMNS));
    if (!running.tryAcquire()) {
      throw Problem.later(
          503, "Too many exports are running", "at most " + AT_ONCE + " at once", 5);
    }
    try {
      var page = store.events(selection.limit((int) Math.min(PAGE, limit)));
      ctx.contentType(format.type + "; charset=utf-8");
      ctx.header(
          "Content-Disposition",
          "attachment; filename=\"events." + (format == Format.CSV ? "csv" : "ndjson") + "\"");
      write(ctx, format == Format.CSV ? csv.header() : "");
      stream(ctx, selection, page, limit, form(format, csv));
    } finally {
      running.release();
    }
  }

  private static Form form(Format format, Csv csv) {
    return switch (format) {
      case CSV -> csv::append;
      case ECS ->
          (out, event) -> {
            EventJson.appendEcs(out, event);
            out.append('\n');
          };
      case JSON, NDJSON ->
          (out, event) -> {
            EventJson.append(out, event);
            out.append('\n');
          };
    };
  }

  private void stream(Context ctx, Selection selection, Page first, long limit, Form form)
      throws IOException {
    var page = first;
    long left = limit;
    var out = new StringBuilder();
    while (true) {
      for (var event : page.events()) {
        form.append(out, event);
      }
      left -= page.events().size();
      write(ctx, out);
      out.setLength(0);
      if (page.next() == null || left <= 0) {
        return;
      }
      page = store.events(selection.after(page.next()).limit((int) Math.min(PAGE, left)));
    }
  }

  private static void write(Context ctx, CharSequence text) throws IOException {
    ctx.res().getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
