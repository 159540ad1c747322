package dev.bartizan.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded buffer from many sources to one reader, who takes all there is at once. Wakes the
 * reader only when it waits.
 *
 * @param <T> what is handed over
 */
final class Handoff<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final int capacity;
  private List<T> items = new ArrayList<>();
  private long load;
  private boolean readerWaits;

  Handoff(int capacity) {
    this.capacity = capacity;
  }

  /** Waits while it is full; an item may overfill it, so that a heavy one is not shut out. */
  void put(T item, int weight) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (load >= capacity) {
        emptied.await();
      }
      add(item, weight);
    } finally {
      lock.unlock();
    }
  }

  boolean offer(T item, int weight) {
    lock.lock();
    try {
      if (load >= capacity) {
        return false;
      }
      add(item, weight);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(T item, int weight) {
    items.add(item);
    load += weight;
    if (readerWaits) {
      readerWaits = false;
      filled.signal();
    }
  }

  /** Waits until there is something; says how much there is. */
  long await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.isEmpty()) {
        readerWaits = true;
        filled.await();
      }
      return load;
    } finally {
      readerWaits = false;
      lock.unlock();
    }
  }

  /** Takes all there is, leaving this empty list in its place. Never waits. */
  List<T> take(List<T> empty) {
    lock.lock();
    try {
      var taken = items;
      items = empty;
      load = 0;
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
