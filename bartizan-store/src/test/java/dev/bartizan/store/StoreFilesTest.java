package dev.bartizan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.Selection;
import dev.bartizan.core.store.StoreException;
import dev.bartizan.testkit.EventStoreContract;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {
  private static final long NOON = Samples.NOON_MICROS;
  private static final long DAY = Samples.DAY;
  private static final Selection ALL = Selection.of(Query.all()).limit(10_000);

  @TempDir Path directory;

  private DuckDbEventStore open(StoreConfig config) {
    return DuckDbEventStore.idle(config, () -> Samples.NOON);
  }

  private DuckDbEventStore open() {
    return open(StoreConfig.in(directory));
  }

  private static Batch batch(Event... events) {
    return EventStoreContract.batch(List.of(events));
  }

  private static Event at(long time) {
    return Events.blocked(Samples.SCANNER, 22, time);
  }

  private List<Path> files(String end) throws Exception {
    try (var files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void everything_is_there_again_after_a_restart() throws Exception {
    var events = new Events(new Random(5), NOON).list(400);
    List<StoredEvent> before;
    try (var store = open()) {
      store.commit(EventStoreContract.batch(events));
      before = store.events(ALL).events();
    }
    try (var store = open()) {
      assertThat(store.lastId()).isEqualTo(400);
      assertThat(store.events(ALL).events()).isEqualTo(before);
      assertThat(store.commit(batch(at(NOON)))).isEqualTo(401);
      assertThat(store.sources().get("pflog")).isNotNull();
    }
  }

  @Test
  void a_batch_that_fails_leaves_nothing_and_can_be_committed_again() {
    try (var store = open()) {
      store.commit(batch(at(NOON)));
      var whole = EventStoreContract.batch(new Events(new Random(6), NOON).list(5000));
      var broken = new Batch(new Breaking(whole.events(), 4000), whole.progress());
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> store.commit(broken)).hasMessage("out of luck");
      }
      assertThat(store.lastId()).isEqualTo(1);
      assertThat(store.count(ALL)).isEqualTo(1);
      assertThat(store.commit(whole)).isEqualTo(5001);
      assertThat(store.count(ALL)).isEqualTo(5001);
      assertThat(store.after(1, 5000)).extracting(StoredEvent::event).isEqualTo(whole.events());
    }
  }

  /** Events that cannot all be read. */
  private static final class Breaking extends AbstractList<Event> {
    private final List<Event> events;
    private final int readable;

    Breaking(List<Event> events, int readable) {
      this.events = events;
      this.readable = readable;
    }

    @Override
    public Event get(int index) {
      if (index >= readable) {
        throw new IllegalStateException("out of luck");
      }
      return events.get(index);
    }

    @Override
    public int size() {
      return events.size();
    }
  }

  @Test
  void refuses_a_file_of_a_newer_version() throws Exception {
    open().close();
    sql("UPDATE schema_version SET version = version + 1");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("written by a newer Bartizan");
  }

  @Test
  void brings_a_file_of_an_older_version_up_to_date() throws Exception {
    Files.createDirectories(directory);
    sql(
        "CREATE TABLE schema_version(version INTEGER NOT NULL)",
        "INSERT INTO schema_version VALUES (0)");
    try (var store = open()) {
      assertThat(store.commit(batch(at(NOON)))).isEqualTo(1);
    }
    open().close();
  }

  @Test
  void says_that_a_file_is_not_a_store() throws Exception {
    Files.createDirectories(directory);
    Files.writeString(Database.file(directory), "This is not a database. ".repeat(1000));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not open");
  }

  private void sql(String... statements) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + Database.file(directory));
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void memory_touches_no_disk() throws Exception {
    open(StoreConfig.memory()).close();
    var before = openFiles();
    try (var store = open(StoreConfig.memory().keepRaw(Set.of("pflog")))) {
      for (int i = 0; i < 20; i++) {
        store.commit(EventStoreContract.batch(new Events(new Random(i), NOON).list(1000)));
      }
      store.upkeep().round(NOON + 5 * DAY, true);
      assertThat(store.count(ALL)).isEqualTo(20_000);
      assertThat(openFiles()).isEqualTo(before);
      assertThat(store.setting("temp_directory")).isEmpty();
    }
  }

  /** The regular files that this process holds open. */
  private static Set<Path> openFiles() throws Exception {
    var files = new HashSet<Path>();
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors.toList()) {
        if (Files.isRegularFile(descriptor)) {
          files.add(Files.readSymbolicLink(descriptor));
        }
      }
    }
    return files;
  }

  @Test
  void a_closed_day_moves_to_the_archive_and_an_open_one_stays() throws Exception {
    try (var store = open()) {
      store.commit(batch(at(NOON - DAY), at(NOON - DAY + 1), at(NOON), at(NOON - 2 * DAY)));
      var before = store.events(ALL).events();
      store.upkeep().round(NOON, false);
      assertThat(files(".parquet")).hasSize(2);
      assertThat(files(".parquet").getFirst().toString())
          .endsWith("archive/day=2025-12-30/kind=packet/1.parquet");
      assertThat(store.events(ALL).events()).isEqualTo(before);
      assertThat(store.after(0, 10)).hasSize(4);
    }
  }

  @Test
  void a_day_is_open_until_two_hours_after_its_end() throws Exception {
    long midnight = NOON + DAY / 2;
    try (var store = open()) {
      store.commit(batch(at(NOON)));
      store.upkeep().round(midnight + Archive.GRACE - 1, false);
      assertThat(files(".parquet")).isEmpty();
      store.upkeep().round(midnight + Archive.GRACE, false);
      assertThat(files(".parquet")).hasSize(1);
    }
  }

  @Test
  void late_events_stay_live_until_they_are_merged() throws Exception {
    try (var store = open()) {
      store.commit(batch(at(NOON - DAY)));
      store.upkeep().round(NOON, false);
      store.commit(batch(at(NOON - DAY + 5)));
      store.upkeep().round(NOON + 1, false);
      assertThat(files(".parquet"))
          .extracting(f -> f.getFileName().toString())
          .containsExactly("1.parquet");
      assertThat(store.count(ALL)).isEqualTo(2);
      store.upkeep().round(NOON + DAY, false);
      assertThat(store.count(ALL)).isEqualTo(2);
      store.upkeep().round(NOON + DAY, false);
      assertThat(files(".parquet"))
          .extracting(f -> f.getFileName().toString())
          .containsExactly("2.parquet");
      assertThat(store.events(ALL).events()).extracting(StoredEvent::id).containsExactly(2L, 1L);
    }
  }

  @Test
  void what_a_crash_left_in_the_archive_goes_at_the_next_start() throws Exception {
    try (var store = open()) {
      store.commit(batch(at(NOON - DAY)));
      store.upkeep().round(NOON, false);
    }
    var known = files(".parquet").getFirst();
    Files.copy(known, known.resolveSibling("7.parquet"));
    Files.copy(known, known.resolveSibling("8.parquet.part"));
    try (var store = open()) {
      assertThat(files(".parquet")).containsExactly(known);
      assertThat(files(".part")).isEmpty();
      assertThat(store.count(ALL)).isEqualTo(1);
    }
  }

  @Test
  void events_go_when_they_are_too_old_and_addresses_stay() throws Exception {
    try (var store = open(StoreConfig.in(directory).keep(2, 0))) {
      store.commit(batch(at(NOON - 3 * DAY), at(NOON - 2 * DAY), at(NOON - DAY), at(NOON)));
      store.upkeep().round(NOON, false);
      assertThat(store.events(ALL).events())
          .extracting(StoredEvent::id)
          .containsExactly(4L, 3L, 2L);
      assertThat(store.after(0, 10)).extracting(StoredEvent::id).containsExactly(2L, 3L, 4L);
      assertThat(store.address(Samples.SCANNER).orElseThrow().total()).isEqualTo(4);
      store.upkeep().round(NOON + DAY, false);
      assertThat(store.events(ALL).events()).extracting(StoredEvent::id).containsExactly(4L, 3L);
      assertThat(store.address(Samples.SCANNER).orElseThrow().firstSeen())
          .isEqualTo(NOON - 3 * DAY);
      assertThat(store.commit(batch(at(NOON)))).isEqualTo(5);
      store.upkeep().round(NOON + 2 * DAY, false);
      assertThat(files(".parquet")).hasSize(1);
    }
  }

  @Test
  void numbers_are_not_used_twice_when_all_events_are_gone() throws Exception {
    try (var store = open(StoreConfig.in(directory).keep(1, 0))) {
      store.commit(batch(at(NOON - 9 * DAY)));
      store.upkeep().round(NOON, false);
      assertThat(store.count(ALL)).isZero();
    }
    try (var store = open()) {
      assertThat(store.commit(batch(at(NOON)))).isEqualTo(2);
      assertThat(store.after(0, 10)).extracting(StoredEvent::id).containsExactly(2L);
    }
  }

  @Test
  void the_oldest_days_go_when_the_store_is_too_large() throws Exception {
    long limit = 6_000_000;
    try (var store = open(StoreConfig.in(directory).keep(0, limit))) {
      for (int day = 5; day >= 0; day--) {
        var events = new ArrayList<Event>();
        var random = new Events(new Random(day), NOON - day * DAY);
        for (int i = 0; i < 20_000; i++) {
          events.add(random.next());
        }
        store.commit(EventStoreContract.batch(events));
      }
      long all = store.count(ALL);
      store.upkeep().round(NOON, true);
      long left = store.count(ALL);
      assertThat(left).isBetween(1L, all - 1);
      var oldest = store.events(ALL.limit(1).oldestFirst()).events().getFirst();
      assertThat(store.count(ALL.between(oldest.event().head().time(), Long.MAX_VALUE)))
          .isEqualTo(left);
      assertThat(oldest.event().head().time()).isGreaterThan(NOON - 5 * DAY + DAY / 3);
    }
  }

  @Test
  void raw_records_have_a_retention_of_their_own() throws Exception {
    var config = new StoreConfig(directory, 0, 0, 128, 2, Set.of("pflog"), 2);
    try (var store = open(config)) {
      var event = at(NOON - DAY);
      var raw = Raw.line(new byte[] {1, 2, 3}, 0, 3);
      store.commit(batch(event.with(event.head().with(Extra.NONE.with(raw)))));
      store.upkeep().round(NOON, false);
      assertThat(store.raw(1)).isPresent();
      store.upkeep().round(NOON + DAY + 1, false);
      assertThat(store.raw(1)).isEmpty();
      assertThat(store.count(ALL)).isEqualTo(1);
    }
  }

  @Test
  void any_engine_reads_the_archive() throws Exception {
    try (var store = open()) {
      store.commit(new Batch(List.of(at(NOON - DAY)), Map.of()));
      store.upkeep().round(NOON, false);
    }
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT action, \"dst.port\", \"rule.name\", kind, \"src.ip.lo\" FROM read_parquet('"
                    + directory
                    + "/archive/*/*/*.parquet', hive_partitioning = true)")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("block");
      assertThat(rows.getInt(2)).isEqualTo(22);
      assertThat(rows.getString(3)).isEqualTo("default deny");
      assertThat(rows.getString(4)).isEqualTo("packet");
      assertThat(rows.getLong(5)).isEqualTo(Samples.SCANNER.low());
    }
  }
}
