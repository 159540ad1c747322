package dev.bartizan.store;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.pipeline.Batch;
import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.core.store.EventStore;
import dev.bartizan.core.store.StoreException;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that commits to a store until it is killed, while days are being closed under it. Its
 * source counts its events in its position, and each event has its count as its source port and
 * destination port.
 */
final class Writer {
  private static final int DAYS = 3;

  private Writer() {}

  /**
   * Takes the directory and a seed; then, to see files that cannot grow further, {@code prlimit}.
   * With that it leaves the days alone.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String... arguments) throws Exception {
    var store = DuckDbEventStore.idle(StoreConfig.in(Path.of(arguments[0])), () -> Samples.NOON);
    var random = new Random(Long.parseLong(arguments[1]));
    if (arguments.length < 3) {
      Thread.ofPlatform().daemon().start(() -> closeDays(store));
    } else {
      limit(arguments[2]);
    }
    try {
      while (true) {
        System.out.println(store.commit(batch(store.lastId(), 1 + random.nextInt(3000))));
      }
    } catch (StoreException e) {
      boolean whole = checked(store) == store.lastId();
      System.out.println((whole ? "whole: " : "not whole: ") + e.getMessage());
      System.exit(3);
    }
  }

  private static void limit(String prlimit) throws Exception {
    var pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder(prlimit, "--pid", pid, "--fsize=8000000").inheritIO().start().waitFor();
  }

  private static void closeDays(DuckDbEventStore store) {
    try {
      while (true) {
        store.upkeep().round(Samples.NOON_MICROS, true);
      }
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static Batch batch(long before, int size) {
    var events = new ArrayList<Event>(size);
    for (int i = 1; i <= size; i++) {
      events.add(event(before + i));
    }
    var counts = new Counts(size, size, 0, 0, 0, 0, 0, size, 0);
    var position = Long.toString(before + size);
    var progress =
        new Progress(position, counts, List.of(), null, Map.of(), events.getLast().head().time());
    return new Batch(events, Map.of("pflog", progress));
  }

  /** The event of this count, on one of the last days. */
  static Event event(long count) {
    long time = Samples.NOON_MICROS - count % DAYS * Samples.DAY - count;
    return Events.blocked(Samples.SCANNER, (int) (count % 65_536), time);
  }

  /** Whether what is in a store is just what a writer committed whole. */
  static long checked(EventStore store) {
    var state = store.sources().get("pflog");
    long last = store.lastId();
    if (state == null) {
      return last == 0 ? 0 : -1;
    }
    boolean agree = Long.toString(last).equals(state.position()) && state.counts().events() == last;
    long read = 0;
    while (agree && read < last) {
      var events = store.after(read, 10_000);
      agree = !events.isEmpty();
      for (var event : events) {
        agree &= event.id() == ++read && event.event().equals(event(read));
      }
    }
    return agree ? last : -1;
  }
}
