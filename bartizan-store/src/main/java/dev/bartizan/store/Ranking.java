package dev.bartizan.store;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.store.Count;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A value and how often it occurs. */
record Ranking(Value value, long count) {
  /** The most frequent first; among equals by value. */
  static List<Ranking> of(Map<Value, Long> counts, int limit) {
    return counts.entrySet().stream()
        .map(e -> new Ranking(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingLong(Ranking::count).reversed().thenComparing(Ranking::value))
        .limit(limit)
        .toList();
  }

  static List<Count> print(List<Ranking> ranked, Field field) {
    return ranked.stream().map(r -> new Count(r.value.print(field), r.count)).toList();
  }
}
