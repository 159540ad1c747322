package dev.bartizan.web;

import dev.bartizan.core.store.EventStore;
import io.javalin.http.Context;
import java.time.InstantSource;

/** The overview. */
final class OverviewApi {
  private final EventStore store;
  private final SourcesApi sources;
  private final Attention attention;
  private final InstantSource clock;

  OverviewApi(EventStore store, SourcesApi sources, Attention attention, InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.attention = attention;
    this.clock = clock;
  }

  void overview(Context ctx) {
    var range = range(new Asked(ctx, clock));
    var all = sources.all();
    Answer.json(ctx, new Overview(store, range).of(attention.items(all), all));
  }

  private Asked.Range range(Asked asked) {
    if (asked.text(Param.FROM) != null || asked.text(Param.TO) != null) {
      return asked.rangeOrDay();
    }
    long hours = asked.whole(Param.HOURS, 1, 8_760, 24);
    long now = Times.now(clock);
    return new Asked.Range(Math.max(0, now - hours * Times.HOUR), now);
  }
}
