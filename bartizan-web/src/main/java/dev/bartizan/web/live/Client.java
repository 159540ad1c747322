package dev.bartizan.web.live;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.query.Query;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One live reader between the hub, which offers each commit, and the reader's own thread, which
 * takes batches. Until the reader has caught up with the store nothing is kept here; from then on
 * the newest {@link #MOST} that match are, and what makes room for them is counted.
 */
final class Client {
  static final int MOST = 2_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<StoredEvent> kept = new ArrayDeque<>();
  private Query query;
  private boolean live;
  private boolean ended;
  private long examined;
  private long offered;
  private long matched;
  private long shed;

  /** Begins after the event of this number. */
  Client(Query query, long after) {
    this.query = query;
    this.examined = after;
    this.offered = after;
  }

  /**
   * From the hub: a commit.
   *
   * @param from where it begins, or before that where those begin that the hub had to skip; all of
   *     them may have matched
   */
  void offer(long from, List<StoredEvent> events) {
    lock.lock();
    try {
      long last = events.getLast().id();
      offered = Math.max(offered, last);
      if (live) {
        shed += Math.max(0, events.getFirst().id() - Math.max(from, examined + 1));
        keepMatching(events);
        examined = Math.max(examined, last);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepMatching(List<StoredEvent> events) {
    for (var event : events) {
      if (event.id() > examined && query.test(event.event())) {
        matched++;
        if (kept.size() == MOST) {
          kept.removeFirst();
          shed++;
        }
        kept.addLast(withoutRaw(event));
      }
    }
  }

  private static StoredEvent withoutRaw(StoredEvent stored) {
    Event event = stored.event();
    var head = event.head();
    return head.extra().raw() == null
        ? stored
        : new StoredEvent(stored.id(), event.with(head.with(head.extra().with(null))));
  }

  /** From the reader: of these, read from the store after {@link #examined}, those that match. */
  Frame catchUp(List<StoredEvent> events) {
    lock.lock();
    try {
      var matching = new ArrayList<StoredEvent>();
      for (var event : events) {
        if (query.test(event.event())) {
          matching.add(withoutRaw(event));
        }
      }
      examined = events.getLast().id();
      return new Frame(matching, shed, examined, matched);
    } finally {
      lock.unlock();
    }
  }

  /**
   * From the reader, when the store held nothing after {@link #examined}: whether events come from
   * the hub from now on. They do not when the hub has gone further meanwhile; then the store holds
   * them.
   */
  boolean goLive() {
    lock.lock();
    try {
      live = live || offered <= examined;
      return live;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what there is; waits for a first one, and no longer than this. Null once ended. */
  @Nullable Frame take(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (kept.isEmpty() && !ended && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      var events = List.copyOf(kept);
      kept.clear();
      return ended ? null : new Frame(events, shed, examined, matched);
    } finally {
      lock.unlock();
    }
  }

  /** Changes the filter for what is not yet taken and what is to come. */
  void filter(Query other) {
    lock.lock();
    try {
      query = other;
      kept.removeIf(e -> !other.test(e.event()));
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  long examined() {
    lock.lock();
    try {
      return examined;
    } finally {
      lock.unlock();
    }
  }

  long shed() {
    lock.lock();
    try {
      return shed;
    } finally {
      lock.unlock();
    }
  }
}
