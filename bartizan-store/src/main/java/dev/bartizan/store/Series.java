package dev.bartizan.store;

import dev.bartizan.core.store.Histogram;
import dev.bartizan.core.store.Selection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts by bucket of time and number of a series, on the way to a {@link Histogram}. */
final class Series {
  /** How many values have a series of their own. */
  static final int MOST = 12;

  /** The number of the series without a value. */
  static final int NONE = -1;

  private final long from;
  private final long width;
  private final int buckets;
  private final Map<Integer, Long[]> counts = new HashMap<>();

  Series(Selection selection, int buckets) {
    if (buckets < 1 || buckets > 10_000 || selection.to() <= selection.from()) {
      throw new IllegalArgumentException(
          "a histogram needs 1 to 10000 buckets and a range that is not empty");
    }
    this.from = selection.from();
    this.width = (selection.to() - from - 1) / buckets + 1;
    this.buckets = buckets;
  }

  long from() {
    return from;
  }

  long width() {
    return width;
  }

  /** The number of a value's series among those of the listed ones. */
  static int number(List<Value> values, @Nullable Value value) {
    if (value == null) {
      return NONE;
    }
    int place = values.indexOf(value);
    return place < 0 ? values.size() : place;
  }

  int bucket(long time) {
    return (int) ((time - from) / width);
  }

  void add(int bucket, int series, long count) {
    row(series)[bucket] += count;
  }

  /** Takes rows of bucket, series and count. */
  Series fill(ResultSet rows) throws SQLException {
    while (rows.next()) {
      add(rows.getInt(1), rows.getInt(2), rows.getLong(3));
    }
    return this;
  }

  private Long[] row(int series) {
    return counts.computeIfAbsent(
        series, _ -> Collections.nCopies(buckets, 0L).toArray(Long[]::new));
  }

  Histogram single() {
    return new Histogram(from, width, Map.of("", List.of(row(0))));
  }

  /** The series with these names, then all others, then those without a value. */
  Histogram named(List<String> names) {
    Map<String, List<Long>> series = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      series.put(names.get(i), List.of(row(i)));
    }
    if (counts.containsKey(names.size())) {
      series.put(Histogram.OTHER, List.of(row(names.size())));
    }
    if (counts.containsKey(NONE)) {
      series.put(Histogram.NONE, List.of(row(NONE)));
    }
    return new Histogram(from, width, Collections.unmodifiableMap(series));
  }
}
