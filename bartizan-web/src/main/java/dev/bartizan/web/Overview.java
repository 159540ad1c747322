package dev.bartizan.web;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Prefix;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Selection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last hours in figures. Each figure is the count of its own query. */
final class Overview {
  static final int BUCKETS = 96;
  private static final int TOP = 10;
  private static final int MOST_ADDRESSES = 10_000;
  private static final Query BLOCKED = new Query.Is(Field.ACTION, "block");

  private final EventStore store;
  private final Asked.Range range;
  private final Selection now;
  private final Selection before;

  Overview(EventStore store, Asked.Range range) {
    this.store = store;
    this.range = range;
    this.now = Selection.of(Query.all()).between(range.from(), range.to());
    this.before = now.between(2 * range.from() - range.to(), range.from());
  }

  Answers.Overview of(List<Answers.Attention> attention, List<Answers.Source> sources) {
    var activity = store.histogram(now, BUCKETS, Optional.of(Field.KIND));
    return new Answers.Overview(
        EventJson.time(range.from()),
        EventJson.time(range.to()),
        "UTC",
        figures(activity, store.histogram(before, 1, Optional.of(Field.KIND))),
        EventsApi.view(activity, range),
        attention,
        tops(),
        sources);
  }

  private List<Answers.Figure> figures(Histogram activity, Histogram earlier) {
    return List.of(
        new Answers.Figure("events", "Events", sum(activity), sum(earlier), ""),
        new Answers.Figure(
            "blocked", "Blocked", count(now, BLOCKED), count(before, BLOCKED), "action:block"),
        kind("alerts", "Alerts", Kind.ALERT, activity, earlier),
        kind("requests", "Web requests", Kind.REQUEST, activity, earlier),
        kind("honeypot", "Honeypot", Kind.HONEYPOT, activity, earlier));
  }

  private static Answers.Figure kind(
      String key, String label, Kind kind, Histogram activity, Histogram earlier) {
    return new Answers.Figure(
        key, label, sum(activity, kind), sum(earlier, kind), "kind:" + kind.text());
  }

  private long count(Selection in, Query query) {
    return store.count(Selection.of(query).between(in.from(), in.to()));
  }

  private static long sum(Histogram histogram) {
    return histogram.series().values().stream().mapToLong(Overview::sum).sum();
  }

  private static long sum(Histogram histogram, Kind kind) {
    return sum(histogram.series().getOrDefault(kind.text(), List.of()));
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, List<Count>> tops() {
    Map<String, List<Count>> tops = new LinkedHashMap<>();
    var addresses = store.top(now, Field.SRC_IP, MOST_ADDRESSES);
    tops.put(Field.SRC_IP.text(), addresses.stream().limit(TOP).toList());
    for (var field : List.of(Field.DST_PORT, Field.ALERT_SIGNATURE, Field.HTTP_PATH)) {
      tops.put(field.text(), store.top(now, field, TOP));
    }
    tops.put("networks", networks(addresses));
    return tops;
  }

  /** The busiest /24 and /48, each with its true count also when there were too many addresses. */
  private List<Count> networks(List<Count> addresses) {
    Map<Prefix, Long> counts = new HashMap<>();
    for (var count : addresses) {
      counts.merge(around(Address.of(count.value())), count.count(), Long::sum);
    }
    boolean whole = addresses.size() < MOST_ADDRESSES;
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Prefix, Long> e) -> -e.getValue())
                .thenComparing(e -> e.getKey().first()))
        .limit(TOP)
        .map(e ->
            new Count(e.getKey().toString(), whole ? e.getValue() : count(now, in(e.getKey()))))
        .sorted(Comparator.comparingLong(c -> -c.count()))
        .toList();
  }

  /** The network of ::, which would hold all of IPv4, is left out: its addresses stand alone. */
  private static Prefix around(Address address) {
    if (address.isV4()) {
      return Prefix.around(address, 24);
    }
    return address.high() == 0 ? Prefix.of(address) : Prefix.around(address, 48);
  }

  private static Query in(Prefix prefix) {
    return new Query.Within(Field.SRC_IP, prefix.first(), prefix.last());
  }
}
