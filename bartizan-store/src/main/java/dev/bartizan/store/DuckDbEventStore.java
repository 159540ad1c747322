package dev.bartizan.store;

import dev.bartizan.core.component.Health;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.store.AddressOrder;
import dev.bartizan.core.store.AddressState;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.Extent;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Page;
import dev.bartizan.core.store.Selection;
import dev.bartizan.core.store.SourceState;
import dev.bartizan.core.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store on DuckDB: live events in its tables, closed days in Parquet files beside it. One
 * process at a time owns a directory. Commits run on the caller's thread; reads on a few threads of
 * the store's own, so that any thread may wait for them.
 */
public final class DuckDbEventStore implements EventStore {
  private static final int READERS = 3;

  private final Database database;
  private final Committer committer;
  private final Readers readers;
  private final Upkeep upkeep;
  private final Thread keeper;

  private DuckDbEventStore(Database database, Committer committer, Readers readers, Upkeep upkeep) {
    this.database = database;
    this.committer = committer;
    this.readers = readers;
    this.upkeep = upkeep;
    this.keeper = Thread.ofPlatform().daemon().name("store-upkeep").unstarted(upkeep);
  }

  /**
   * Opens or makes the store.
   *
   * @param clock says which days are closed and which events are old
   * @throws StoreException when another process owns it (naming that), a newer version wrote it, or
   *     the disk does not let it
   */
  public static DuckDbEventStore open(StoreConfig config, InstantSource clock) {
    var store = idle(config, clock);
    store.keeper.start();
    return store;
  }

  /** Without a thread for its upkeep. */
  static DuckDbEventStore idle(StoreConfig config, InstantSource clock) {
    var database = Database.open(config);
    try {
      var connection = database.connect();
      var stamps = Stamps.read(connection);
      var committer = new Committer(connection, stamps, config.keepRaw());
      var readers = new Readers(database, stamps, READERS);
      var upkeep = new Upkeep(database, stamps, readers, committer::lastId, clock);
      return new DuckDbEventStore(database, committer, readers, upkeep);
    } catch (SQLException | IOException e) {
      database.close();
      throw new StoreException("the store does not open: " + e.getMessage(), e);
    }
  }

  /** What runs beside the store's work. */
  Upkeep upkeep() {
    return upkeep;
  }

  /** A setting of the database. */
  String setting(String name) {
    var sql = new Sql().add("SELECT current_setting(").value(name).add(")");
    return readers.read(s -> s.query(sql, rows -> rows.next() ? rows.getString(1) : ""));
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Health check() {
    try {
      readers.read(Snapshot::rolled);
      var trouble = upkeep.trouble();
      return trouble == null ? new Health.Up() : new Health.Degraded(trouble);
    } catch (StoreException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized long commit(Batch batch) {
    try {
      return committer.commit(batch);
    } catch (SQLException e) {
      throw new StoreException(
          "a batch of " + batch.events().size() + " events was not stored: " + e.getMessage(), e);
    }
  }

  @Override
  public long lastId() {
    return committer.lastId();
  }

  @Override
  public List<StoredEvent> after(long id, int limit) {
    long last = lastId();
    return id >= last ? List.of() : readers.read(s -> Listing.after(s, id, limit, last));
  }

  @Override
  public Page events(Selection selection) {
    return readers.read(s -> Listing.page(s, selection));
  }

  @Override
  public long count(Selection selection) {
    return readers.read(s -> Aggregates.count(s, selection));
  }

  @Override
  public Histogram histogram(Selection selection, int buckets, Optional<Field> by) {
    return readers.read(s -> Aggregates.histogram(s, selection, buckets, by));
  }

  @Override
  public List<Count> top(Selection selection, Field field, int limit) {
    return readers.read(s -> Ranking.print(Aggregates.top(s, selection, field, limit), field));
  }

  @Override
  public long distinct(Selection selection, Field field) {
    return readers.read(s -> Aggregates.distinct(s, selection, field));
  }

  @Override
  public Optional<AddressState> address(Address address) {
    return readers.read(s -> Addresses.one(s, address).stream().findFirst());
  }

  @Override
  public List<AddressState> addresses(
      long fromMicros, long toMicros, AddressOrder order, int limit) {
    return readers.read(s -> Addresses.seen(s, fromMicros, toMicros, order, limit));
  }

  @Override
  public Map<String, SourceState> sources() {
    return readers.read(s -> Sources.read(s.connection()));
  }

  @Override
  public List<Emission.Gap> gaps(String source, int limit) {
    return readers.read(s -> Sources.gaps(s, source, limit));
  }

  @Override
  public Optional<Raw> raw(long id) {
    var sql = new Sql().add("SELECT link, length, bytes FROM raw WHERE id = ").value(id);
    return readers.read(s ->
        s.query(
            sql,
            rows ->
                rows.next()
                    ? Optional.of(
                        new Raw(
                            rows.getInt(1),
                            rows.getInt(2),
                            rows.getBlob(3).getBytes(1, Integer.MAX_VALUE)))
                    : Optional.empty()));
  }

  @Override
  public Extent extent() {
    var held = EventStore.super.extent();
    var directory = database.config().directory();
    return directory == null
        ? held
        : new Extent(held.events(), bytes(directory), held.oldest(), directory.toString());
  }

  /** What the files take; one that goes away meanwhile takes nothing. */
  private static long bytes(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException | UncheckedIOException _) {
      return -1;
    }
  }

  @Override
  public synchronized void close() {
    keeper.interrupt();
    joinKeeper();
    readers.close();
    try {
      upkeep.close();
      committer.close();
    } catch (SQLException e) {
      throw new StoreException("the store does not close: " + e.getMessage(), e);
    } finally {
      database.close();
    }
  }

  private void joinKeeper() {
    try {
      keeper.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
