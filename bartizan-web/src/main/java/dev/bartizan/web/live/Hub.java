package dev.bartizan.web.live;

import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Pipeline;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.EventStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes commits from the pipeline without ever making it wait, and offers them to the live readers
 * on a thread of its own, filters included. What waits is bounded: beyond that a commit is skipped
 * for all readers, and counted with each as shed. Without readers nothing is kept.
 */
public final class Hub implements Pipeline.Subscriber, AutoCloseable {
  /** Readers at one time. */
  public static final int MOST_READERS = 32;

  private static final int MOST_WAITING = 50_000;

  private final EventStore store;
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final AtomicLong shedByFormer = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Commit> waiting = new ArrayDeque<>();
  private long skippedFrom = -1;
  private int waitingEvents;
  private final Thread worker;

  /** Events by rising number; what came since {@code from} and is not here was skipped. */
  private record Commit(long from, List<StoredEvent> events) {}

  /** A hub that reads what is past from this store. */
  public Hub(EventStore store) {
    this.store = store;
    this.worker = Thread.ofPlatform().name("live-hub").daemon().unstarted(this::work);
  }

  /** Begins to work. */
  public void start() {
    worker.start();
  }

  @Override
  public void committed(List<StoredEvent> events) {
    if (clients.isEmpty() || events.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      while (!waiting.isEmpty() && waitingEvents + events.size() > MOST_WAITING) {
        skipOldest();
      }
      waiting.addLast(new Commit(events.getFirst().id(), events));
      waitingEvents += events.size();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private void skipOldest() {
    var oldest = waiting.removeFirst();
    waitingEvents -= oldest.events.size();
    skippedFrom = skippedFrom < 0 ? oldest.from : skippedFrom;
  }

  private void work() {
    try {
      while (true) {
        var commit = next();
        clients.forEach(c -> c.offer(commit.from, commit.events));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Commit next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        filled.await();
      }
      var commit = waiting.removeFirst();
      waitingEvents -= commit.events.size();
      long from = skippedFrom < 0 ? commit.from : skippedFrom;
      skippedFrom = -1;
      return new Commit(from, commit.events);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A reader of what matches and comes after the event of this number; empty when there are too
   * many readers. To be closed by who opens it.
   */
  public synchronized Optional<Reader> open(Query query, long after) {
    if (clients.size() >= MOST_READERS) {
      return Optional.empty();
    }
    var client = new Client(query, Math.min(after, store.lastId()));
    clients.add(client);
    return Optional.of(new Reader(this, store, client));
  }

  synchronized void leave(Client client) {
    if (clients.remove(client)) {
      shedByFormer.addAndGet(client.shed());
    }
  }

  /** How many read at present. */
  public int readers() {
    return clients.size();
  }

  /** How many events all readers so far did not get. */
  public long shed() {
    return shedByFormer.get() + clients.stream().mapToLong(Client::shed).sum();
  }

  /** Ends all readers. */
  @Override
  public void close() {
    worker.interrupt();
    clients.forEach(Client::end);
  }
}
