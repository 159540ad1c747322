package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Page;
import dev.bartizan.core.store.Selection;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;

/** Events: pages, exports, counts. */
final class EventsApi {
  private static final int LARGEST_PAGE = 1_000;

  private final EventStore store;
  private final InstantSource clock;
  private final Export export;

  /** Which end of time comes first. */
  private enum Order {
    DESC,
    ASC
  }

  EventsApi(EventStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.export = new Export(store);
  }

  void events(Context ctx) throws IOException {
    var asked = new Asked(ctx, clock);
    var format = asked.choice(Param.FORMAT, Export.Format.class, Export.Format.JSON);
    var selection = asked.selection(asked.rangeOrAll()).after(asked.text(Param.CURSOR));
    if (asked.choice(Param.ORDER, Order.class, Order.DESC) == Order.ASC) {
      selection = selection.oldestFirst();
    }
    if (format != Export.Format.JSON) {
      export.send(ctx, format, selection, asked);
      return;
    }
    int limit = asked.number(Param.LIMIT, 1, LARGEST_PAGE, 100);
    var page = page(selection.limit(limit));
    Answer.json(ctx, new Answers.Events(Answers.Event.all(page.events()), page.next()));
  }

  /** The store knows best what a cursor is. */
  private Page page(Selection selection) {
    try {
      return store.events(selection);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(String.valueOf(e.getMessage()), "Give next of the page before");
    }
  }

  void event(Context ctx) {
    long id = id(ctx.pathParam("id"));
    var found = id < 1 ? null : store.after(id - 1, 1).stream().findFirst().orElse(null);
    if (found == null || found.id() != id) {
      throw new Problem(
          404,
          "There is no such event",
          "it was never stored, or is no longer kept",
          "Look in /api/events");
    }
    var raw = store.raw(id).map(EventsApi::raw).orElse(null);
    Answer.json(ctx, new Answers.OneEvent(Answers.Event.of(found), raw));
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static Answers.RawRecord raw(Raw raw) {
    return new Answers.RawRecord(
        raw.linkType(),
        raw.originalLength(),
        Base64.getEncoder().encodeToString(raw.bytes()),
        raw.linkType() == Raw.LINE ? new String(raw.bytes(), StandardCharsets.UTF_8) : null);
  }

  void count(Context ctx) {
    var asked = new Asked(ctx, clock);
    Answer.json(ctx, new Answers.Total(store.count(asked.selection(asked.rangeOrAll()))));
  }

  void histogram(Context ctx) {
    var asked = new Asked(ctx, clock);
    var range = asked.rangeOrDay();
    int buckets = asked.number(Param.BUCKETS, 1, 1_000, 96);
    if (range.to() - range.from() < buckets) {
      throw Problem.bad("the range is shorter than its buckets", "Ask for fewer buckets");
    }
    var histogram = store.histogram(asked.selection(range), buckets, asked.field(Param.BY));
    Answer.json(ctx, view(histogram, range));
  }

  static Answers.Histogram view(Histogram histogram, Asked.Range range) {
    var series =
        histogram.series().entrySet().stream()
            .map(e -> new Answers.Series(e.getKey(), e.getValue()))
            .toList();
    return new Answers.Histogram(
        EventJson.time(histogram.from()), EventJson.time(range.to()), histogram.width(), series);
  }

  void top(Context ctx) {
    var asked = new Asked(ctx, clock);
    var field =
        asked
            .field(Param.FIELD)
            .orElseThrow(() -> Problem.bad("field is missing", "Give one of /api/fields"));
    var selection = asked.selection(asked.rangeOrAll());
    int limit = asked.number(Param.LIMIT, 1, 1_000, 10);
    Answer.json(
        ctx,
        new Answers.Top(
            field.text(),
            store.count(selection),
            store.distinct(selection, field),
            store.top(selection, field, limit)));
  }
}
