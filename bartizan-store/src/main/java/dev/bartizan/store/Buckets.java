package dev.bartizan.store;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.store.Count;
import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts by bucket of time and value, on the way to a {@link Histogram}. */
final class Buckets {
  private static final int SERIES = 12;

  private final long from;
  private final long width;
  private final int buckets;
  private final Map<Value, long[]> series = new HashMap<>();
  private final long[] none;
  private boolean anyWithout;

  Buckets(Selection selection, int buckets) {
    if (buckets < 1 || buckets > 10_000 || selection.to() <= selection.from()) {
      throw new IllegalArgumentException(
          "a histogram needs 1 to 10000 buckets and a range that is not empty");
    }
    this.from = selection.from();
    this.width = (selection.to() - from - 1) / buckets + 1;
    this.buckets = buckets;
    this.none = new long[buckets];
  }

  long from() {
    return from;
  }

  long width() {
    return width;
  }

  void add(@Nullable Value value, long time, long count) {
    addTo((int) ((time - from) / width), value, count);
  }

  void addTo(int bucket, @Nullable Value value, long count) {
    anyWithout |= value == null;
    var counts = value == null ? none : series.computeIfAbsent(value, _ -> new long[buckets]);
    counts[bucket] += count;
  }

  Histogram histogram(Optional<Field> by) {
    if (by.isEmpty()) {
      return new Histogram(from, width, Map.of("", list(none)));
    }
    Map<String, List<Long>> named = new LinkedHashMap<>();
    var other = new long[buckets];
    var order =
        Comparator.comparingLong((Map.Entry<Value, long[]> e) -> -sum(e.getValue()))
            .thenComparing(Map.Entry::getKey);
    var sorted = series.entrySet().stream().sorted(order).toList();
    for (var entry : sorted) {
      if (named.size() < SERIES) {
        named.put(entry.getKey().print(by.get()), list(entry.getValue()));
      } else {
        plus(other, entry.getValue());
      }
    }
    if (sorted.size() > SERIES) {
      named.put(Histogram.OTHER, list(other));
    }
    if (anyWithout) {
      named.put(Histogram.NONE, list(none));
    }
    return new Histogram(from, width, java.util.Collections.unmodifiableMap(named));
  }

  /** The most frequent of these values. */
  static List<Count> top(Map<Value, Long> counts, Field field, int limit) {
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Value, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(e -> new Count(e.getKey().print(field), e.getValue()))
        .toList();
  }

  private static long sum(long[] counts) {
    return java.util.Arrays.stream(counts).sum();
  }

  private static void plus(long[] to, long[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  private static List<Long> list(long[] counts) {
    var list = new ArrayList<Long>(counts.length);
    for (long count : counts) {
      list.add(count);
    }
    return List.copyOf(list);
  }
}
