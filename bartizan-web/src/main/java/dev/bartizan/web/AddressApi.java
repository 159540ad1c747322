package dev.bartizan.web;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.net.Prefix;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.AddressOrder;
import dev.bartizan.core.store.AddressState;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Selection;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Addresses: lists, and one with its lanes. */
final class AddressApi {
  private static final int BUCKETS = 96;
  private static final int LATEST = 50;
  private static final int TOP = 10;
  private static final List<Field> TOPS =
      List.of(
          Field.DST_PORT,
          Field.HTTP_PATH,
          Field.ALERT_SIGNATURE,
          Field.HONEYPOT_USER,
          Field.HONEYPOT_PASSWORD,
          Field.HTTP_AGENT);

  private final EventStore store;
  private final InstantSource clock;

  AddressApi(EventStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void list(Context ctx) {
    var asked = new Asked(ctx, clock);
    list(asked, asked.rangeOrAll());
  }

  void recent(Context ctx) {
    var asked = new Asked(ctx, clock);
    long hours = asked.whole(Param.HOURS, 1, 8_760, 24);
    long now = Times.now(clock);
    list(asked, new Asked.Range(Math.max(0, now - hours * Times.HOUR), Long.MAX_VALUE));
  }

  private void list(Asked asked, Asked.Range range) {
    var order = asked.choice(Param.ORDER, AddressOrder.class, AddressOrder.RECENT);
    int limit = asked.number(Param.LIMIT, 1, 10_000, 100);
    var found = store.addresses(range.from(), range.to(), order, limit);
    Answer.json(asked.ctx(), new Answers.Addresses(found.stream().map(AddressApi::view).toList()));
  }

  void page(Context ctx) {
    var asked = new Asked(ctx, clock);
    var prefix = Prefix.parse(ctx.pathParam("ip"));
    if (prefix == null) {
      throw Problem.bad(
          "this is neither an address nor a network",
          "Give one such as 203.0.113.7 or 2001:db8::/32");
    }
    var from = new Query.Within(Field.SRC_IP, prefix.first(), prefix.last());
    var state = prefix.isSingle() ? store.address(prefix.first()) : sum(prefix, from);
    if (state.isEmpty()) {
      throw new Problem(
          404,
          "Nothing was ever seen from " + prefix,
          "no event has it as its source",
          "Look in /api/ips");
    }
    Answer.json(ctx, page(prefix.toString(), state.get(), from, asked.rangeOrDay()));
  }

  private Answers.AddressPage page(String name, AddressState state, Query from, Asked.Range range) {
    var selection = Selection.of(from).between(range.from(), range.to());
    var lanes = store.histogram(selection, BUCKETS, Optional.of(Field.KIND));
    var latest = store.events(Selection.of(from).limit(LATEST)).events();
    var view = view(state);
    return new Answers.AddressPage(
        name,
        view.firstSeen(),
        view.lastSeen(),
        view.events(),
        view.passed(),
        view.blocked(),
        view.total(),
        EventJson.time(range.from()),
        EventJson.time(range.to()),
        lanes.width(),
        lanes.series(),
        tops(selection),
        Answers.Event.all(latest));
  }

  private Map<String, List<Count>> tops(Selection selection) {
    Map<String, List<Count>> tops = new LinkedHashMap<>();
    for (var field : TOPS) {
      tops.put(field.text(), store.top(selection, field, TOP));
    }
    return tops;
  }

  /** The state of a network, from the events that are kept. */
  private Optional<AddressState> sum(Prefix prefix, Query from) {
    var all = Selection.of(from).limit(1);
    var newest = store.events(all).events();
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    long first = store.events(all.oldestFirst()).events().getFirst().event().head().time();
    long last = newest.getFirst().event().head().time();
    Map<Kind, Long> events = new java.util.EnumMap<>(Kind.class);
    for (var count : store.top(all, Field.KIND, Kind.values().length)) {
      events.put(Kind.valueOf(count.value().toUpperCase(java.util.Locale.ROOT)), count.count());
    }
    Map<String, Long> actions = new LinkedHashMap<>();
    store.top(all, Field.ACTION, 2).forEach(c -> actions.put(c.value(), c.count()));
    return Optional.of(
        new AddressState(
            prefix.first(),
            first,
            last,
            events,
            actions.getOrDefault(Action.PASS.text(), 0L),
            actions.getOrDefault(Action.BLOCK.text(), 0L)));
  }

  private static Answers.Address view(AddressState state) {
    Map<String, Long> events = new LinkedHashMap<>();
    for (var kind : Kind.values()) {
      long count = state.events().getOrDefault(kind, 0L);
      if (count > 0) {
        events.put(kind.text(), count);
      }
    }
    return new Answers.Address(
        state.address().toString(),
        EventJson.time(state.firstSeen()),
        EventJson.time(state.lastSeen()),
        events,
        state.passed(),
        state.blocked(),
        state.total());
  }
}
