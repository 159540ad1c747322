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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store on DuckDB: live events in its tables, closed days in Parquet files beside it. One
 * process at a time owns a directory. When the database breaks, as with a full disk, it is opened
 * anew. Commits run on the caller's thread; reads on a few threads of the store's own, so that any
 * thread may wait for them.
 */
public final class DuckDbEventStore implements EventStore {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final StoreConfig config;
  private final InstantSource clock;
  private final Thread keeper;
  private volatile Engine engine;
  private volatile boolean broken;
  private volatile boolean closed;
  private @Nullable Doubtful doubtful;

  /** A batch whose commit broke the database after this many commits. */
  private record Doubtful(Batch batch, long number) {}

  private DuckDbEventStore(StoreConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.engine = Engine.open(config, clock);
    this.keeper = Thread.ofPlatform().daemon().name("store-upkeep").unstarted(this::keepUp);
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
    return new DuckDbEventStore(config, clock);
  }

  private void keepUp() {
    try {
      while (!closed) {
        Thread.sleep(PAUSE);
        if (!broken) {
          engine.upkeep().attempt();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What runs beside the store's work. */
  Upkeep upkeep() {
    return engine.upkeep();
  }

  private <T> T read(Readers.Work<T> work) {
    var asked = working();
    try {
      return asked.readers().read(work);
    } catch (StoreException e) {
      if (closed || !Engine.isBroken(e)) {
        throw e;
      }
      return reopened(asked).readers().read(work);
    }
  }

  private Engine working() {
    return broken ? reopened(engine) : engine;
  }

  /** Another engine in place of a broken one. */
  private synchronized Engine reopened(Engine old) {
    if (engine.equals(old)) {
      broken = true;
      old.abandon();
      engine = Engine.open(config, clock);
      broken = false;
    }
    return engine;
  }

  /** A setting of the database. */
  String setting(String name) {
    var sql = new Sql().add("SELECT current_setting(").value(name).add(")");
    return read(s -> s.query(sql, rows -> rows.next() ? rows.getString(1) : ""));
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Health check() {
    try {
      read(Snapshot::rolled);
      var trouble = engine.upkeep().trouble();
      return trouble == null ? new Health.Up() : new Health.Degraded(trouble);
    } catch (StoreException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized long commit(Batch batch) {
    var committer = working().committer();
    if (isStored(batch, committer)) {
      return committer.lastId();
    }
    doubtful = null;
    try {
      return committer.commit(batch);
    } catch (SQLException e) {
      if (Engine.isBroken(e)) {
        doubtful = new Doubtful(batch, committer.number());
        var reopened = reopened(engine).committer();
        if (isStored(batch, reopened)) {
          return reopened.lastId();
        }
      }
      throw new StoreException(
          "a batch of " + batch.events().size() + " events is not stored yet: " + e.getMessage(),
          e);
    }
  }

  /** Whether this batch was stored although its commit told of a failure. */
  private boolean isStored(Batch batch, Committer committer) {
    return doubtful != null && batch.equals(doubtful.batch) && committer.number() > doubtful.number;
  }

  @Override
  public long lastId() {
    return engine.committer().lastId();
  }

  @Override
  public List<StoredEvent> after(long id, int limit) {
    long last = lastId();
    return id >= last ? List.of() : read(s -> Listing.after(s, id, limit, last));
  }

  @Override
  public Page events(Selection selection) {
    return read(s -> Listing.page(s, selection));
  }

  @Override
  public long count(Selection selection) {
    return read(s -> Aggregates.count(s, selection));
  }

  @Override
  public Histogram histogram(Selection selection, int buckets, Optional<Field> by) {
    return read(s -> Aggregates.histogram(s, selection, buckets, by));
  }

  @Override
  public List<Count> top(Selection selection, Field field, int limit) {
    return read(s -> Ranking.print(Aggregates.top(s, selection, field, limit), field));
  }

  @Override
  public long distinct(Selection selection, Field field) {
    return read(s -> Aggregates.distinct(s, selection, field));
  }

  @Override
  public Optional<AddressState> address(Address address) {
    return read(s -> Addresses.one(s, address));
  }

  @Override
  public List<AddressState> addresses(
      long fromMicros, long toMicros, AddressOrder order, int limit) {
    return read(s -> Addresses.seen(s, fromMicros, toMicros, order, limit));
  }

  @Override
  public Map<String, SourceState> sources() {
    return read(s -> Sources.read(s.connection()));
  }

  @Override
  public List<Emission.Gap> gaps(String source, int limit) {
    return read(s -> Sources.gaps(s, source, limit));
  }

  @Override
  public Optional<Raw> raw(long id) {
    var sql = new Sql().add("SELECT link, length, bytes FROM raw WHERE id = ").value(id);
    return read(s ->
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
    var directory = config.directory();
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
  public void close() {
    closed = true;
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (broken) {
        engine.abandon();
      } else {
        engine.close();
      }
    }
  }
}
