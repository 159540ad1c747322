package dev.bartizan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.query.QuerySyntaxException;
import dev.bartizan.core.store.AddressOrder;
import dev.bartizan.core.store.AddressState;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link EventStore} does. The store under test must hold at least 10,000 events, be
 * empty at first, and keep the raw records of the source {@code pflog} only.
 */
public abstract class EventStoreContract {
  private static final List<String> QUERIES = Queries.ALL;
  private static final Set<String> UNIFORM =
      Set.of("", "*", "NOT *", "kind:packet AND kind:flow", "GRÜSSE", "time:2026-01-01");
  private static final List<Field> CHARTED =
      List.of(
          Field.KIND,
          Field.ACTION,
          Field.SRC_IP,
          Field.DST_PORT,
          Field.PROTO,
          Field.FLAGS,
          Field.TCP_FLAGS,
          Field.HTTP_STATUS,
          Field.SOURCE);
  private static final long SECOND = Samples.SECOND;
  private static final long NOON = Samples.NOON_MICROS;

  private @Nullable EventStore opened;

  /** Opens an empty store; the contract closes it. */
  protected abstract EventStore open() throws Exception;

  /** Called between the commits of a test and its reads; a store may move its events about here. */
  protected void settle(EventStore store) throws Exception {}

  /** Opens the store. */
  @BeforeEach
  protected void begin() throws Exception {
    opened = open();
  }

  /** Closes the store. */
  @AfterEach
  protected void end() {
    if (opened != null) {
      opened.close();
    }
  }

  private EventStore store() {
    return Objects.requireNonNull(opened);
  }

  /** A batch of these events with books that balance. */
  public static Batch batch(List<? extends Event> events) {
    Map<String, Progress> progress = new HashMap<>();
    for (var entry :
        events.stream()
            .collect(Collectors.groupingBy(e -> e.head().origin().source()))
            .entrySet()) {
      long count = entry.getValue().size();
      long last = entry.getValue().stream().mapToLong(e -> e.head().time()).max().orElse(-1);
      var counts = new Counts(count, count, 0, 0, 0, 0, 0, count * 100, 0);
      progress.put(
          entry.getKey(), new Progress("at " + last, counts, List.of(), null, Map.of(), last));
    }
    return new Batch(List.copyOf(events), progress);
  }

  private long commit(Event... events) {
    return store().commit(batch(List.of(events)));
  }

  private List<StoredEvent> fill(int count) throws Exception {
    var events = new Events(new Random(7), NOON).list(count);
    for (int from = 0; from < count; from += 211) {
      store().commit(batch(events.subList(from, Math.min(count, from + 211))));
    }
    settle(store());
    var stored = new ArrayList<StoredEvent>();
    for (var event : events) {
      stored.add(new StoredEvent(stored.size() + 1L, event));
    }
    return stored;
  }

  private static Selection all() {
    return Selection.of(Query.all());
  }

  private static Selection noonHour(Query query) {
    return Selection.of(query).between(NOON + 7, NOON + 600 * SECOND);
  }

  private List<StoredEvent> pages(Selection selection) {
    var found = new ArrayList<StoredEvent>();
    var page = store().events(selection);
    found.addAll(page.events());
    while (page.next() != null) {
      page = store().events(selection.after(page.next()));
      assertThat(page.events()).isNotEmpty();
      found.addAll(page.events());
    }
    return found;
  }

  private static Comparator<StoredEvent> byTime() {
    return Comparator.comparingLong((StoredEvent e) -> e.event().head().time())
        .thenComparingLong(StoredEvent::id);
  }

  @Test
  void is_empty_at_first() {
    assertThat(store().lastId()).isZero();
    assertThat(store().after(0, 10)).isEmpty();
    assertThat(store().events(all()).events()).isEmpty();
    assertThat(store().events(all()).next()).isNull();
    assertThat(store().count(all())).isZero();
    assertThat(store().distinct(all(), Field.SRC_IP)).isZero();
    assertThat(store().top(all(), Field.SRC_IP, 5)).isEmpty();
    assertThat(store().sources()).isEmpty();
    assertThat(store().address(Samples.SCANNER)).isEmpty();
    assertThat(store().raw(1)).isEmpty();
    assertThat(store().check()).isInstanceOf(dev.bartizan.core.component.Health.Up.class);
  }

  @Test
  void numbers_events_without_gaps_in_the_order_of_commits() throws Exception {
    var generated = new Events(new Random(1), NOON).list(50);
    assertThat(store().commit(batch(generated.subList(0, 20)))).isEqualTo(20);
    assertThat(store().commit(batch(List.of()))).isEqualTo(20);
    assertThat(store().commit(batch(generated.subList(20, 50)))).isEqualTo(50);
    settle(store());
    assertThat(store().lastId()).isEqualTo(50);
    var read = store().after(0, 100);
    assertThat(read).extracting(StoredEvent::event).isEqualTo(generated);
    assertThat(read.getFirst().id()).isEqualTo(1);
    assertThat(read.getLast().id()).isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource
  void gives_back_what_it_was_given(Kind kind) throws Exception {
    var generator = new Events(new Random(3), NOON);
    var events = new ArrayList<Event>();
    for (int i = 0; i < 300; i++) {
      events.add(generator.next(kind));
    }
    store().commit(batch(events));
    settle(store());
    assertThat(store().after(0, 300)).extracting(StoredEvent::event).isEqualTo(events);
  }

  @Test
  void live_readers_resume_after_any_number() throws Exception {
    fill(250);
    assertThat(store().after(100, 30))
        .extracting(StoredEvent::id)
        .hasSize(30)
        .first()
        .isEqualTo(101L);
    assertThat(store().after(240, 30))
        .extracting(StoredEvent::id)
        .hasSize(10)
        .last()
        .isEqualTo(250L);
    assertThat(store().after(250, 30)).isEmpty();
    assertThat(store().after(9999, 30)).isEmpty();
  }

  @Test
  void finds_newest_first_however_they_arrived() throws Exception {
    commit(Events.blocked(Samples.SCANNER, 22, NOON + SECOND));
    commit(
        Events.request(Samples.VISITOR, "/", 200, NOON), Events.blocked(Samples.SCANNER, 23, NOON));
    commit(Events.blocked(Samples.SCANNER, 24, NOON + SECOND));
    settle(store());
    assertThat(store().events(all()).events())
        .extracting(StoredEvent::id)
        .containsExactly(4L, 1L, 3L, 2L);
    assertThat(store().events(all().oldestFirst()).events())
        .extracting(StoredEvent::id)
        .containsExactly(2L, 3L, 1L, 4L);
  }

  @Test
  void a_range_of_time_includes_its_start_and_not_its_end() throws Exception {
    commit(
        Events.blocked(Samples.SCANNER, 1, NOON - 1),
        Events.blocked(Samples.SCANNER, 2, NOON),
        Events.blocked(Samples.SCANNER, 3, NOON + SECOND - 1),
        Events.blocked(Samples.SCANNER, 4, NOON + SECOND));
    settle(store());
    var range = all().between(NOON, NOON + SECOND);
    assertThat(store().events(range).events()).extracting(StoredEvent::id).containsExactly(3L, 2L);
    assertThat(store().count(range)).isEqualTo(2);
    assertThat(store().distinct(range, Field.DST_PORT)).isEqualTo(2);
  }

  @Test
  void pages_hold_every_event_once() throws Exception {
    var stored = fill(500);
    var newest = stored.stream().sorted(byTime().reversed()).toList();
    assertThat(pages(all().limit(9))).isEqualTo(newest);
    assertThat(pages(all().limit(77))).isEqualTo(newest);
    assertThat(pages(all().limit(250))).isEqualTo(newest);
    assertThat(pages(all().limit(500))).isEqualTo(newest);
    assertThat(pages(all().limit(60).oldestFirst())).isEqualTo(newest.reversed());
  }

  @Test
  void a_page_is_not_shifted_by_events_that_arrive_meanwhile() throws Exception {
    fill(100);
    var first = store().events(all().limit(40));
    commit(Events.blocked(Samples.SCANNER, 22, NOON + Samples.DAY));
    var second = store().events(all().limit(40).after(first.next()));
    assertThat(second.events()).doesNotContainAnyElementsOf(first.events());
    assertThat(second.events()).extracting(StoredEvent::id).doesNotContain(101L);
  }

  @Test
  void refuses_a_cursor_that_is_none() {
    for (var cursor : List.of("", "x", ".", "1.", "-", "1.2.3", "ö.1")) {
      assertThatThrownBy(() -> store().events(all().after(cursor)))
          .as(cursor)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void answers_queries_as_the_predicate_does() throws Exception {
    var stored = fill(1500);
    var ordered = stored.stream().sorted(byTime().reversed()).toList();
    for (var text : QUERIES) {
      var query = parse(text);
      var expected = ordered.stream().filter(e -> query.test(e.event())).toList();
      var selection = Selection.of(query);
      assertThat(pages(selection.limit(1 + expected.size() / 2))).as(text).isEqualTo(expected);
      assertThat(store().count(selection)).as(text).isEqualTo(expected.size());
      var some = noonHour(query);
      assertThat(store().count(some)).as(text).isEqualTo(within(some, expected).size());
    }
  }

  @Test
  void its_queries_tell_events_apart() throws Exception {
    var events = new Events(new Random(7), NOON).list(1500);
    var blunt = new ArrayList<String>();
    for (var text : QUERIES) {
      long found = events.stream().filter(parse(text)).count();
      if (found == 0 || found == events.size()) {
        blunt.add(text);
      }
    }
    assertThat(blunt).containsExactlyInAnyOrderElementsOf(UNIFORM);
  }

  @Test
  void counts_values_as_the_predicate_does() throws Exception {
    var stored = fill(600);
    for (var text : List.of("", "NOT action:pass", "dst.port:443 OR word3", "kind:request")) {
      var selection = noonHour(parse(text));
      for (var field : Field.values()) {
        checkValues(selection, field, within(selection, stored), field + " in " + text);
      }
    }
  }

  private void checkValues(
      Selection selection, Field field, List<StoredEvent> events, String what) {
    var expected = values(events, selection.query(), field);
    assertThat(store().distinct(selection, field)).as(what).isEqualTo(expected.size());
    var top = store().top(selection, field, 1000);
    assertThat(top.stream().collect(Collectors.toMap(Count::value, Count::count)))
        .as(what)
        .isEqualTo(expected);
    assertThat(top).extracting(Count::count).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(store().top(selection, field, 3)).isEqualTo(top.stream().limit(3).toList());
  }

  private static Map<String, Long> values(List<StoredEvent> events, Query query, Field field) {
    Map<String, Long> counts = new TreeMap<>();
    for (var event : events) {
      var value = EventJson.text(field, event.event());
      if (query.test(event.event()) && value != null) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts;
  }

  private static List<StoredEvent> within(Selection selection, List<StoredEvent> events) {
    return events.stream()
        .filter(e ->
            e.event().head().time() >= selection.from() && e.event().head().time() < selection.to())
        .toList();
  }

  @Test
  void a_histogram_agrees_with_the_events_behind_it() throws Exception {
    var stored = fill(800);
    for (var field : CHARTED) {
      for (var text : List.of("", "action:block", "NOT dst.port:443")) {
        for (long to : new long[] {600, 3600}) {
          var selection = Selection.of(parse(text)).between(NOON + 7, NOON + to * SECOND);
          checkHistogram(selection, field, stored, field + " in " + text);
        }
      }
    }
  }

  @Test
  void figures_over_days_agree_with_the_events_behind_them() throws Exception {
    var stored = new ArrayList<StoredEvent>();
    for (var event : new Events(new Random(9), NOON).list(1200)) {
      long time = NOON + (event.head().time() - NOON) * 150;
      stored.add(new StoredEvent(stored.size() + 1L, event.with(event.head().at(time))));
    }
    store().commit(batch(stored.subList(0, 700).stream().map(StoredEvent::event).toList()));
    store().commit(batch(stored.subList(700, 1200).stream().map(StoredEvent::event).toList()));
    settle(store());
    long hour = 3600 * SECOND;
    for (var text : List.of("", "action:block", "NOT action:pass", "source:pflog", "kind:flow")) {
      for (long from : new long[] {NOON, NOON + 7 * hour, NOON + 7 * hour + 61_234_567}) {
        for (long length : new long[] {14 * hour, 28 * hour + 1, 35 * hour}) {
          var range = Selection.of(parse(text)).between(from, from + length);
          for (var field : List.of(Field.KIND, Field.ACTION, Field.SRC_IP, Field.DST_PORT)) {
            var what = field + " in " + text + " from " + from + " for " + length;
            checkHistogram(range, field, stored, what);
            checkValues(range, field, within(range, stored), what);
          }
        }
      }
    }
  }

  private void checkHistogram(
      Selection selection, Field field, List<StoredEvent> stored, String what) {
    var histogram = store().histogram(selection, 7, Optional.of(field));
    checkShape(histogram, selection);
    var inside =
        within(selection, stored).stream().filter(e -> selection.query().test(e.event())).toList();
    var expected = bucketed(inside, histogram, e -> seriesOf(histogram, field, e));
    assertThat(histogram.series()).as(what).isEqualTo(expected);
  }

  private static String seriesOf(Histogram histogram, Field field, Event event) {
    var value = EventJson.text(field, event);
    return value == null
        ? Histogram.NONE
        : histogram.series().containsKey(value) ? value : Histogram.OTHER;
  }

  private static void checkShape(Histogram histogram, Selection selection) {
    assertThat(histogram.from()).isEqualTo(selection.from());
    assertThat(histogram.width() * 7).isGreaterThanOrEqualTo(selection.to() - selection.from());
    assertThat(histogram.series().values()).allSatisfy(counts -> assertThat(counts).hasSize(7));
    var named = new ArrayList<>(histogram.series().keySet());
    named.remove(Histogram.OTHER);
    named.remove(Histogram.NONE);
    assertThat(named).hasSizeLessThanOrEqualTo(12);
    assertThat(named.stream().map(n -> sum(histogram.series().get(n))).toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  private static long sum(@Nullable List<Long> counts) {
    return counts == null ? 0 : counts.stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, List<Long>> bucketed(
      List<StoredEvent> events, Histogram shape, Function<Event, String> series) {
    Map<String, List<Long>> counts = new HashMap<>();
    for (var event : events) {
      int bucket = (int) ((event.event().head().time() - shape.from()) / shape.width());
      var row =
          counts.computeIfAbsent(
              series.apply(event.event()),
              _ -> new ArrayList<>(java.util.Collections.nCopies(7, 0L)));
      row.set(bucket, row.get(bucket) + 1);
    }
    return counts;
  }

  @Test
  void a_histogram_without_a_field_is_one_series() throws Exception {
    var stored = fill(300);
    var histogram = store().histogram(noonHour(Query.all()), 7, Optional.empty());
    var expected = bucketed(within(noonHour(Query.all()), stored), histogram, _ -> "");
    assertThat(histogram.series()).isEqualTo(expected);
    var nothing = store().histogram(all().between(5, 12), 7, Optional.empty());
    assertThat(nothing.series()).isEqualTo(Map.of("", List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L)));
  }

  @Test
  void knows_what_each_address_sent() throws Exception {
    var stored = fill(900);
    Map<Address, List<Event>> sent = new HashMap<>();
    for (var event : stored) {
      var src = event.event().head().src().ip();
      if (src != null) {
        sent.computeIfAbsent(src, _ -> new ArrayList<>()).add(event.event());
      }
    }
    sent.forEach((address, events) ->
        assertThat(store().address(address)).contains(stateOf(address, events)));
    assertThat(store().address(Address.of("192.0.2.99"))).isEmpty();
    var states = sent.entrySet().stream().map(e -> stateOf(e.getKey(), e.getValue())).toList();
    for (var order : AddressOrder.values()) {
      var sorted = states.stream().sorted(comparator(order)).toList();
      assertThat(store().addresses(0, Long.MAX_VALUE, order, 10_000))
          .as("%s", order)
          .isEqualTo(sorted);
      var late = sorted.stream().filter(s -> s.lastSeen() >= NOON + 400 * SECOND).limit(9).toList();
      assertThat(store().addresses(NOON + 400 * SECOND, Long.MAX_VALUE, order, 9))
          .as("%s", order)
          .isEqualTo(late);
    }
  }

  private static Comparator<AddressState> comparator(AddressOrder order) {
    Comparator<AddressState> first =
        switch (order) {
          case RECENT -> Comparator.comparingLong((AddressState s) -> -s.lastSeen());
          case EVENTS -> Comparator.comparingLong((AddressState s) -> -s.total());
          case BLOCKED -> Comparator.comparingLong((AddressState s) -> -s.blocked());
          case ADDRESS -> Comparator.comparing(AddressState::address);
        };
    return first.thenComparing(AddressState::address);
  }

  private static AddressState stateOf(Address address, List<Event> events) {
    return new AddressState(
        address,
        events.stream().mapToLong(e -> e.head().time()).min().orElseThrow(),
        events.stream().mapToLong(e -> e.head().time()).max().orElseThrow(),
        events.stream().collect(Collectors.groupingBy(Event::kind, Collectors.counting())),
        events.stream().filter(e -> e.head().passage().action() == Action.PASS).count(),
        events.stream().filter(e -> e.head().passage().action() == Action.BLOCK).count());
  }

  @Test
  void keeps_the_position_and_the_books_of_each_source() {
    var gap = new Emission.Gap(NOON, NOON + 1, 3, 300, "rotated away");
    var bad = new Emission.Malformed("no digits", "line 7", "x=\u0001'%");
    var first = new Counts(10, 5, 1, 1, 2, 1, 1, 1000, 300);
    store()
        .commit(
            new Batch(
                List.of(),
                Map.of(
                    "pflog",
                        new Progress("p1", first, List.of(gap), bad, Map.of("drops", 3L), NOON),
                    "caddy", new Progress(null, Counts.NONE, List.of(), null, Map.of(), -1))));
    var second = new Counts(5, 5, 0, 0, 0, 0, 0, 500, 0);
    store()
        .commit(
            new Batch(
                List.of(),
                Map.of("pflog", new Progress(null, second, List.of(), null, Map.of(), NOON - 9))));
    var state = Objects.requireNonNull(store().sources().get("pflog"));
    assertThat(state.position()).isEqualTo("p1");
    assertThat(state.counts()).isEqualTo(first.plus(second));
    assertThat(state.lastMalformed()).isEqualTo(bad);
    assertThat(state.measured()).isEqualTo(Map.of("drops", 3L));
    assertThat(state.lastEventTime()).isEqualTo(NOON);
    assertThat(store().sources()).containsOnlyKeys("pflog", "caddy");
    assertThat(Objects.requireNonNull(store().sources().get("caddy")).position()).isNull();
    assertThat(store().gaps("pflog", 10)).containsExactly(gap);
    assertThat(store().gaps("caddy", 10)).isEmpty();
  }

  @Test
  void the_newest_gap_comes_first() {
    for (int i = 0; i < 5; i++) {
      var gap = new Emission.Gap(i, i + 1, -1, -1, "gap " + i);
      var counts = new Counts(0, 0, 0, 0, 0, 0, 1, 0, 0);
      var progress = new Progress("p" + i, counts, List.of(gap), null, Map.of(), -1);
      store().commit(new Batch(List.of(), Map.of("eve", progress)));
    }
    assertThat(store().gaps("eve", 2))
        .extracting(Emission.Gap::why)
        .containsExactly("gap 4", "gap 3");
  }

  @Test
  void keeps_raw_records_of_the_sources_that_want_it() throws Exception {
    var raw = new Raw(117, 90, new byte[] {0, 1, (byte) 0xff, 39});
    commit(
        withRaw(Events.blocked(Samples.SCANNER, 22, NOON), raw),
        withRaw(Events.request(Samples.VISITOR, "/", 200, NOON), raw),
        Events.blocked(Samples.SCANNER, 23, NOON));
    settle(store());
    var kept = store().raw(1).orElseThrow();
    assertThat(kept.linkType()).isEqualTo(117);
    assertThat(kept.originalLength()).isEqualTo(90);
    assertThat(kept.bytes()).isEqualTo(raw.bytes());
    assertThat(store().raw(2)).isEmpty();
    assertThat(store().raw(3)).isEmpty();
  }

  private static Event withRaw(Event event, Raw raw) {
    return event.with(event.head().with(Extra.NONE.with(raw)));
  }

  @Test
  void readers_see_whole_batches_only() throws Exception {
    var committed = new AtomicBoolean();
    var reader = new FutureTask<>(() -> readWhile(committed));
    Thread.ofVirtual().start(reader);
    for (int i = 0; i < 60; i++) {
      var events = new ArrayList<Event>();
      for (int j = 0; j < 50; j++) {
        events.add(Events.blocked(Samples.SCANNER, j, NOON + i));
      }
      store().commit(batch(events));
    }
    committed.set(true);
    assertThat(reader.get()).isPositive();
    assertThat(store().count(all())).isEqualTo(3000);
  }

  private int readWhile(AtomicBoolean committed) {
    int reads = 0;
    boolean last = false;
    while (!last) {
      last = committed.get();
      long count = store().count(all());
      long books = events(store());
      assertThat(count % 50).isZero();
      assertThat(books % 50).isZero();
      assertThat(books).isGreaterThanOrEqualTo(count);
      reads++;
    }
    return reads;
  }

  private static long events(EventStore store) {
    return store.sources().values().stream().mapToLong(s -> s.counts().events()).sum();
  }

  @Test
  void may_be_closed_twice() {
    store().close();
    store().close();
  }

  private static Query parse(String text) throws QuerySyntaxException {
    return Query.parse(text);
  }
}
