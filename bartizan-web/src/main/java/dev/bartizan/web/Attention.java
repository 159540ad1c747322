package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody should look at, the worst first: each with why and what to do. */
final class Attention {
  private static final int BUCKETS = 96;
  private static final int QUIET = 2;
  private static final int REGULAR = 24;
  private static final long MOST_REJECTED = 20;
  private static final double AHEAD_SECONDS = 60;

  private final Watched watched;
  private final Vitals vitals;
  private final Rates rates;
  private final InstantSource clock;

  Attention(Watched watched, Vitals vitals, Rates rates, InstantSource clock) {
    this.watched = watched;
    this.vitals = vitals;
    this.rates = rates;
    this.clock = clock;
  }

  List<Answers.Attention> items(List<Answers.Source> sources) {
    var items = new ArrayList<Answers.Attention>();
    parts(items);
    for (var source : sources) {
      state(items, source);
      rejected(items, source);
      dropped(items, source);
      ahead(items, source);
      gaps(items, source);
    }
    silent(items, sources);
    items.sort(java.util.Comparator.comparing(Answers.Attention::severity));
    return items;
  }

  private void parts(List<Answers.Attention> items) {
    for (var part : vitals.parts()) {
      if (part.why() != null) {
        items.add(
            new Answers.Attention(
                part.status().equals("down") ? "error" : "warning",
                "The " + part.name() + (part.status().equals("down") ? " is down" : " has trouble"),
                part.why(),
                "bartizan status",
                "#/overview"));
      }
    }
  }

  private static void state(List<Answers.Attention> items, Answers.Source source) {
    if (source.state().equals(SourceStatus.State.RESTARTING.text())) {
      items.add(
          new Answers.Attention(
              "error",
              source.name() + " fails and is started again",
              source.why() == null ? "it did not say why" : source.why(),
              "bartizan config check",
              link(source)));
    }
  }

  private void rejected(List<Answers.Attention> items, Answers.Source source) {
    var lately = rates.lately(source.name());
    if (lately.malformed() >= 5 && lately.malformed() * MOST_REJECTED > lately.received()) {
      var last = source.lastMalformed();
      items.add(
          new Answers.Attention(
              "warning",
              source.name() + " rejects records",
              lately.malformed()
                  + " of the last "
                  + lately.received()
                  + (last == null ? "" : "; the latest: " + last.why() + " at " + last.where()),
              "Check that the type of the source fits its feed: bartizan decode FILE",
              link(source)));
    }
  }

  private void dropped(List<Answers.Attention> items, Answers.Source source) {
    long dropped = rates.lately(source.name()).dropped();
    if (dropped > 0) {
      items.add(
          new Answers.Attention(
              "warning",
              source.name() + " loses records",
              dropped + " did not fit into the pipeline lately, and the feed cannot wait",
              "Give the store a faster disk, or the source a filter",
              link(source)));
    }
  }

  private static void ahead(List<Answers.Attention> items, Answers.Source source) {
    var lag = source.lagS();
    if (lag != null && lag < -AHEAD_SECONDS) {
      items.add(
          new Answers.Attention(
              "warning",
              source.name() + " is ahead of time",
              "its latest event is " + Math.round(-lag) + " s in the future",
              "Check the clocks and time zones of both machines",
              link(source)));
    }
  }

  private void gaps(List<Answers.Attention> items, Answers.Source source) {
    var dayAgo = EventJson.time(Math.max(0, Times.now(clock) - 24 * Times.HOUR));
    var recent = source.gaps().stream().filter(g -> g.to().compareTo(dayAgo) >= 0).toList();
    if (!recent.isEmpty()) {
      var last = recent.getFirst();
      items.add(
          new Answers.Attention(
              "warning",
              source.name() + " has gaps",
              "input is missing between " + last.from() + " and " + last.to() + ": " + last.why(),
              "Keep rotated files until they are read",
              link(source)));
    }
  }

  /** Silent is who had events in a quarter of the day's parts, and none in the last two. */
  private void silent(List<Answers.Attention> items, List<Answers.Source> sources) {
    long now = Times.now(clock);
    var day = Selection.of(Query.all()).between(Math.max(0, now - 24 * Times.HOUR), now);
    var series = watched.store().histogram(day, BUCKETS, Optional.of(Field.SOURCE)).series();
    for (var source : sources) {
      var counts = series.getOrDefault(source.name(), List.of());
      if (!source.state().equals(SourceStatus.State.STOPPED.text()) && isSilent(counts)) {
        items.add(
            new Answers.Attention(
                "warning",
                source.name() + " is silent",
                "it had events all day, and the last one was at " + source.lastEvent(),
                "Check that the feed is still written",
                link(source)));
      }
    }
  }

  private static boolean isSilent(List<Long> counts) {
    if (counts.size() < BUCKETS) {
      return false;
    }
    long busy = counts.stream().filter(c -> c > 0).count();
    long lately =
        counts.subList(BUCKETS - QUIET, BUCKETS).stream().mapToLong(Long::longValue).sum();
    return busy >= REGULAR && lately == 0;
  }

  /** Its events in the console. */
  private static String link(Answers.Source source) {
    var query = "source:\"" + source.name() + "\"";
    return "#/events?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
