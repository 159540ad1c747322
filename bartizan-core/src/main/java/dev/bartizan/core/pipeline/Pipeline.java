package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one loop between sources and store: drains what was handed over into a batch, commits it,
 * then publishes it. A batch holds what there was when the last one was committed, and waits at
 * most {@link #LINGER} for company. When the store refuses, the batch is tried again until it is
 * taken: sources that can wait do, the others count what they drop.
 */
public final class Pipeline implements Runnable {
  /** How long a first event may wait for others. */
  public static final Duration LINGER = Duration.ofMillis(20);

  private static final int COMPANY = 1000;
  private static final Duration RETRY = Duration.ofMillis(500);

  private final EventStore store;
  private final Handoff<Entry> handoff;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private final AtomicLong entered = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private volatile @Nullable String trouble;
  private volatile Commits commits = new Commits(0, 0);

  /** How many batches were committed, and the time that took. */
  public record Commits(long count, long nanos) {}

  /** What one source handed over at one time. */
  private record Entry(
      SourceEmitter source,
      List<? extends Emission> emissions,
      int bytes,
      long skipped,
      @Nullable Position after) {
    int weight() {
      return Math.max(1, emissions.size());
    }
  }

  /** Takes what was committed, in order; called on the pipeline's thread, so it must not block. */
  @FunctionalInterface
  public interface Subscriber {
    /** The events of one commit, by rising number; raw records still attached. */
    void committed(List<StoredEvent> events);
  }

  /**
   * A pipeline into this store.
   *
   * @param capacity how many records may wait
   */
  public Pipeline(EventStore store, int capacity) {
    this.store = store;
    this.handoff = new Handoff<>(capacity);
  }

  /** Who hears of commits from now on. */
  public void subscribe(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  /** Where the source of this name hands over; one emitter per name. */
  public Emitter emitter(String source) {
    return new SourceEmitter(source);
  }

  /** Why the store does not take batches at present, or null when it does. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** What the commits so far took. */
  public Commits commits() {
    return commits;
  }

  /** How many records wait to be committed. */
  public long waiting() {
    return entered.get() - left.get();
  }

  /** Runs until interrupted; what was handed over before is committed first. */
  @Override
  public void run() {
    List<Entry> spare = new ArrayList<>();
    try {
      while (true) {
        if (handoff.await() < COMPANY) {
          Thread.sleep(LINGER);
        }
        var entries = handoff.take(spare);
        commit(entries);
        entries.clear();
        spare = entries;
      }
    } catch (InterruptedException _) {
      drain();
    }
  }

  private void drain() {
    try {
      commit(handoff.take(new ArrayList<>()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Entry> entries) throws InterruptedException {
    if (entries.isEmpty()) {
      return;
    }
    var batch = batch(entries);
    long last = untilTaken(batch);
    left.addAndGet(entries.stream().mapToLong(Entry::weight).sum());
    publish(batch.events(), last);
  }

  private static Batch batch(List<Entry> entries) {
    var events = new ArrayList<Event>(entries.size());
    Map<SourceEmitter, Tally> tallies = new HashMap<>();
    for (var entry : entries) {
      var tally = tallies.computeIfAbsent(entry.source, _ -> new Tally());
      for (var emission : entry.emissions) {
        tally.add(emission, events);
      }
      tally.reached(entry.bytes, entry.after);
      tally.skipped(entry.skipped);
    }
    Map<String, Progress> progress = new HashMap<>();
    tallies.forEach((source, tally) -> {
      tally.dropped(source.dropped.getAndSet(0));
      progress.put(source.name, tally.progress());
    });
    return new Batch(events, progress);
  }

  private long untilTaken(Batch batch) throws InterruptedException {
    while (true) {
      try {
        long begun = System.nanoTime();
        long last = store.commit(batch);
        commits = new Commits(commits.count + 1, commits.nanos + System.nanoTime() - begun);
        trouble = null;
        return last;
      } catch (StoreException e) {
        trouble = e.getMessage();
        Thread.sleep(RETRY);
      }
    }
  }

  private void publish(List<Event> events, long last) {
    if (events.isEmpty() || subscribers.isEmpty()) {
      return;
    }
    var stored = new ArrayList<StoredEvent>(events.size());
    long id = last - events.size();
    for (var event : events) {
      stored.add(new StoredEvent(++id, event));
    }
    for (var subscriber : subscribers) {
      subscriber.committed(stored);
    }
  }

  /** The emitter of one source. */
  private final class SourceEmitter implements Emitter {
    private final String name;
    private final AtomicLong dropped = new AtomicLong();

    SourceEmitter(String name) {
      this.name = name;
    }

    @Override
    public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
        throws InterruptedException {
      emit(emissions, bytes, 0, after);
    }

    @Override
    public void emit(
        List<? extends Emission> emissions, int bytes, long skipped, @Nullable Position after)
        throws InterruptedException {
      put(new Entry(this, emissions, bytes, skipped, after));
    }

    @Override
    public boolean offer(List<? extends Emission> emissions, int bytes) {
      var entry = new Entry(this, emissions, bytes, 0, null);
      if (handoff.offer(entry, entry.weight())) {
        entered.addAndGet(entry.weight());
        return true;
      }
      dropped.addAndGet(emissions.size());
      return false;
    }

    @Override
    public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
      put(new Entry(this, List.of(), 0, bytes, after));
    }

    private void put(Entry entry) throws InterruptedException {
      handoff.put(entry, entry.weight());
      entered.addAndGet(entry.weight());
    }
  }
}
