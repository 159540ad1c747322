package dev.bartizan.core.store;

import java.util.List;
import java.util.Map;

/**
 * Counts by time.
 *
 * @param from start of the first bucket, microseconds
 * @param width of a bucket, microseconds
 * @param series by value of the field, largest first; one series named by the empty text when there
 *     is no field. Each holds one count a bucket
 */
public record Histogram(long from, long width, Map<String, List<Long>> series) {
  /** The name of the series that holds all values beyond the largest. */
  public static final String OTHER = "(other)";

  /** The name of the series of events without the field. */
  public static final String NONE = "(none)";
}
