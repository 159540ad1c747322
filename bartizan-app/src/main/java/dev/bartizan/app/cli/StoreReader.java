package dev.bartizan.app.cli;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.net.Prefix;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.AddressState;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the store itself, which no daemon holds. Closes it at the end. */
final class StoreReader implements Reader {
  private static final List<Field> TOPS =
      List.of(Field.DST_PORT, Field.HTTP_PATH, Field.ALERT_SIGNATURE, Field.HONEYPOT_USER);

  private final EventStore store;

  StoreReader(EventStore store) {
    this.store = store;
  }

  @Override
  public long events(Ask ask, Taker taker) {
    var selection = Selection.of(ask.query()).between(ask.from(), ask.to());
    selection = ask.oldestFirst() ? selection.oldestFirst() : selection;
    long left = ask.limit();
    while (left > 0) {
      var page = store.events(selection.limit((int) Math.min(1_000, left)));
      for (var stored : page.events()) {
        taker.take(stored, ask.withRaw() ? text(store.raw(stored.id())) : null);
      }
      left -= page.events().size();
      if (page.next() == null) {
        break;
      }
      selection = selection.after(page.next());
    }
    return ask.limit() - left;
  }

  private static byte @Nullable [] text(Optional<Raw> raw) {
    return raw.filter(record -> record.linkType() == Raw.LINE).map(Raw::bytes).orElse(null);
  }

  @Override
  public Optional<Map<String, Object>> address(String address) {
    var prefix = Prefix.of(address);
    var query = new Query.Within(Field.SRC_IP, prefix.first(), prefix.last());
    var known =
        prefix.isSingle()
            ? store.address(prefix.first()).map(StoreReader::tree)
            : network(address, query);
    known.ifPresent(tree -> tree.put("top", tops(query)));
    return known.map(tree -> tree);
  }

  private static Map<String, Object> tree(AddressState state) {
    var kinds = new TreeMap<String, Long>();
    state.events().forEach((kind, count) -> kinds.put(kind.text(), count));
    return tree(
        state.address().toString(),
        EventJson.time(state.firstSeen()),
        EventJson.time(state.lastSeen()),
        kinds,
        state.passed(),
        state.blocked());
  }

  private Optional<Map<String, Object>> network(String network, Query query) {
    var newest = store.events(Selection.of(query).limit(1)).events();
    var oldest = store.events(Selection.of(query).limit(1).oldestFirst()).events();
    if (newest.isEmpty() || oldest.isEmpty()) {
      return Optional.empty();
    }
    var kinds = new TreeMap<String, Long>();
    store
        .top(Selection.of(query), Field.KIND, Kind.values().length)
        .forEach(count -> kinds.put(count.value(), count.count()));
    var actions = new TreeMap<String, Long>();
    store
        .top(Selection.of(query), Field.ACTION, 2)
        .forEach(count -> actions.put(count.value(), count.count()));
    return Optional.of(
        tree(
            network,
            time(oldest.getFirst().event()),
            time(newest.getFirst().event()),
            kinds,
            actions.getOrDefault("pass", 0L),
            actions.getOrDefault("block", 0L)));
  }

  private static Map<String, Object> tree(
      String ip, String first, String last, Map<String, Long> kinds, long passed, long blocked) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("ip", ip);
    tree.put("first_seen", first);
    tree.put("last_seen", last);
    tree.put("events", kinds);
    tree.put("passed", passed);
    tree.put("blocked", blocked);
    tree.put("total", kinds.values().stream().mapToLong(Long::longValue).sum());
    return tree;
  }

  private static String time(Event event) {
    return EventJson.time(event.head().time());
  }

  private Map<String, List<Count>> tops(Query query) {
    var tops = new LinkedHashMap<String, List<Count>>();
    for (var field : TOPS) {
      tops.put(field.text(), store.top(Selection.of(query), field, 10));
    }
    return tops;
  }

  @Override
  public Map<String, Object> status() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("version", Cli.VERSION);
    tree.put("store", Map.of("events", store.count(Selection.of(Query.all()))));
    tree.put(
        "sources",
        store.sources().entrySet().stream()
            .map(e ->
                Map.of(
                    "name",
                    e.getKey(),
                    "state",
                    "not running",
                    "counts",
                    Map.of(
                        "received", e.getValue().counts().received(),
                        "events", e.getValue().counts().events(),
                        "malformed", e.getValue().counts().malformed())))
            .toList());
    return tree;
  }

  @Override
  public void close() {
    store.close();
  }
}
