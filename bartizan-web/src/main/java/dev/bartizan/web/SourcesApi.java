package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.store.SourceState;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Sources: those that run, and those of which the store still holds books. */
final class SourcesApi {
  private static final int GAPS = 20;
  private static final SourceState NEW = new SourceState(null, Counts.NONE, null, Map.of(), -1);

  private final Watched watched;
  private final Rates rates;
  private final InstantSource clock;

  SourcesApi(Watched watched, Rates rates, InstantSource clock) {
    this.watched = watched;
    this.rates = rates;
    this.clock = clock;
  }

  void sources(Context ctx) {
    var sources = all();
    boolean balance = sources.stream().allMatch(s -> s.counts().balances());
    Answer.json(ctx, new Answers.Sources(sources, balance));
  }

  List<Answers.Source> all() {
    var states = watched.store().sources();
    var all = new ArrayList<Answers.Source>();
    var named = new HashSet<String>();
    for (var status : watched.sources().get()) {
      named.add(status.name());
      all.add(source(status, states.getOrDefault(status.name(), NEW)));
    }
    states.keySet().stream()
        .filter(name -> !named.contains(name))
        .sorted()
        .map(name -> source(gone(name), states.getOrDefault(name, NEW)))
        .forEach(all::add);
    return all;
  }

  private static SourceStatus gone(String name) {
    return new SourceStatus(
        name, "", SourceStatus.State.STOPPED, "not in the configuration", List.of());
  }

  private Answers.Source source(SourceStatus status, SourceState state) {
    long last = state.lastEventTime();
    return new Answers.Source(
        status.name(),
        status.type(),
        status.state().text(),
        status.why(),
        state.counts(),
        Math.round(rates.perSecond(status.name()) * 10) / 10.0,
        last < 0 ? null : EventJson.time(last),
        last < 0 ? null : Math.round((Times.now(clock) - last) / 1e3) / 1e3,
        Answers.Malformed.of(state.lastMalformed()),
        watched.store().gaps(status.name(), GAPS).stream().map(Answers.Gap::of).toList(),
        status.files(),
        state.measured());
  }
}
