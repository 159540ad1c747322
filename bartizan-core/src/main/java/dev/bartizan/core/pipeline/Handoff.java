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
  private boolean readerWaits;

  Handoff(int capacity) {
    this.capacity = capacity;
  }

  void put(T item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.size() >= capacity) {
        emptied.await();
      }
      add(item);
    } finally {
      lock.unlock();
    }
  }

  boolean offer(T item) {
    lock.lock();
    try {
      if (items.size() >= capacity) {
        return false;
      }
      add(item);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(T item) {
    items.add(item);
    if (readerWaits) {
      readerWaits = false;
      filled.signal();
    }
  }

  /** Waits until there is something; says how many items there are. */
  int await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.isEmpty()) {
        readerWaits = true;
        filled.await();
      }
      return items.size();
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
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
