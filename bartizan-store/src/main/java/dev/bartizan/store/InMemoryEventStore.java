package dev.bartizan.store;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.core.store.AddressOrder;
import dev.bartizan.core.store.AddressState;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Page;
import dev.bartizan.core.store.Selection;
import dev.bartizan.core.store.SourceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the latest events on the heap and nothing anywhere else: {@code store: memory}, and the
 * store of tests. When it is full the events committed first make room; so do the addresses that
 * have been silent longest. Every operation holds one lock, so a long query delays a commit.
 */
public final class InMemoryEventStore implements EventStore {
  private static final int GAPS = 1000;

  private final int capacity;
  private final Set<String> keepRaw;
  private final Ring events;
  private final Map<Address, AddressTally> addresses;
  private final Map<String, SourceState> sources = new HashMap<>();
  private final Map<String, List<Emission.Gap>> gaps = new HashMap<>();
  private long lastId;

  /** Holds at most this many events, and as many addresses; no raw records. */
  public InMemoryEventStore(int capacity) {
    this(capacity, Set.of());
  }

  /**
   * Holds at most this many events.
   *
   * @param keepRaw the sources whose events keep their raw record
   */
  public InMemoryEventStore(int capacity, Set<String> keepRaw) {
    this.capacity = capacity;
    this.keepRaw = Set.copyOf(keepRaw);
    this.events = new Ring(capacity);
    this.addresses =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Address, AddressTally> eldest) {
            return size() > InMemoryEventStore.this.capacity;
          }
        };
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public synchronized long commit(Batch batch) {
    for (var event : batch.events()) {
      keep(event);
    }
    batch.progress().forEach(this::progress);
    return lastId;
  }

  private void keep(Event event) {
    var head = event.head();
    var extra = head.extra();
    boolean strip = extra.raw() != null && !keepRaw.contains(head.origin().source());
    var kept = strip ? event.with(head.with(extra.with((Raw) null))) : event;
    events.add(new StoredEvent(++lastId, kept));
    if (head.src().ip() != null) {
      addresses.computeIfAbsent(head.src().ip(), _ -> new AddressTally()).add(event);
    }
  }

  private void progress(String source, Progress progress) {
    sources.merge(
        source, SourceStates.first(progress), (old, _) -> SourceStates.plus(old, progress));
    if (!progress.gaps().isEmpty()) {
      var known = gaps.computeIfAbsent(source, _ -> new ArrayList<>());
      known.addAll(progress.gaps());
      known.subList(0, Math.max(0, known.size() - GAPS)).clear();
    }
  }

  @Override
  public synchronized long lastId() {
    return lastId;
  }

  @Override
  public synchronized List<StoredEvent> after(long id, int limit) {
    return events.stream().dropWhile(e -> e.id() <= id).limit(limit).toList();
  }

  @Override
  public synchronized Page events(Selection selection) {
    var order =
        Comparator.comparingLong((StoredEvent e) -> e.event().head().time())
            .thenComparingLong(StoredEvent::id);
    var cursor = Cursor.of(selection.cursor());
    var found =
        matching(selection)
            .filter(e -> cursor == null || follows(cursor, e, selection.ascending()))
            .sorted(selection.ascending() ? order : order.reversed())
            .limit(selection.limit() + 1L)
            .toList();
    return Pages.page(found, selection.limit());
  }

  private static boolean follows(Cursor cursor, StoredEvent event, boolean ascending) {
    return cursor.precedes(event.event().head().time(), event.id(), ascending);
  }

  private Stream<StoredEvent> matching(Selection selection) {
    return events.stream()
        .filter(e -> {
          long time = e.event().head().time();
          return time >= selection.from()
              && time < selection.to()
              && selection.query().test(e.event());
        });
  }

  @Override
  public synchronized long count(Selection selection) {
    return matching(selection).count();
  }

  @Override
  public synchronized Histogram histogram(Selection selection, int buckets, Optional<Field> by) {
    var counts = new Series(selection, buckets);
    if (by.isEmpty()) {
      matching(selection).forEach(e -> counts.add(counts.bucket(e.event().head().time()), 0, 1));
      return counts.single();
    }
    var field = by.get();
    var values =
        Ranking.of(values(selection, field), Series.MOST).stream().map(Ranking::value).toList();
    matching(selection)
        .forEach(e -> {
          int series = Series.number(values, Value.of(field, e.event()));
          counts.add(counts.bucket(e.event().head().time()), series, 1);
        });
    return counts.named(values.stream().map(value -> value.print(field)).toList());
  }

  @Override
  public synchronized List<Count> top(Selection selection, Field field, int limit) {
    return Ranking.print(Ranking.of(values(selection, field), limit), field);
  }

  @Override
  public synchronized long distinct(Selection selection, Field field) {
    return values(selection, field).size();
  }

  private Map<Value, Long> values(Selection selection, Field field) {
    Map<Value, Long> counts = new HashMap<>();
    matching(selection)
        .forEach(e -> {
          var value = Value.of(field, e.event());
          if (value != null) {
            counts.merge(value, 1L, Long::sum);
          }
        });
    return counts;
  }

  @Override
  public synchronized Optional<AddressState> address(Address address) {
    return Optional.ofNullable(addresses.get(address)).map(tally -> tally.state(address));
  }

  @Override
  public synchronized List<AddressState> addresses(
      long fromMicros, long toMicros, AddressOrder order, int limit) {
    return addresses.entrySet().stream()
        .map(e -> e.getValue().state(e.getKey()))
        .filter(a -> a.lastSeen() >= fromMicros && a.lastSeen() < toMicros)
        .sorted(AddressTally.by(order))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Map<String, SourceState> sources() {
    return Map.copyOf(sources);
  }

  @Override
  public synchronized List<Emission.Gap> gaps(String source, int limit) {
    return gaps.getOrDefault(source, List.of()).reversed().stream().limit(limit).toList();
  }

  @Override
  public synchronized Optional<Raw> raw(long id) {
    return Optional.ofNullable(events.get(id)).map(e -> rawOf(e.event()));
  }

  private static @Nullable Raw rawOf(Event event) {
    return event.head().extra().raw();
  }

  /** The latest events, by number. */
  private static final class Ring {
    private final @Nullable StoredEvent[] slots;
    private long last;
    private int size;

    Ring(int capacity) {
      slots = new StoredEvent[capacity];
    }

    void add(StoredEvent event) {
      last = event.id();
      slots[(int) (last % slots.length)] = event;
      size = Math.min(size + 1, slots.length);
    }

    @Nullable StoredEvent get(long id) {
      return id > last - size && id <= last ? slots[(int) (id % slots.length)] : null;
    }

    Stream<StoredEvent> stream() {
      return java.util.stream.LongStream.rangeClosed(last - size + 1, last)
          .mapToObj(id -> java.util.Objects.requireNonNull(get(id)));
    }
  }
}
