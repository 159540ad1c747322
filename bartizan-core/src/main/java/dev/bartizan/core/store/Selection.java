package dev.bartizan.core.store;

import dev.bartizan.core.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which events.
 *
 * @param query that they match
 * @param from earliest time of capture, microseconds, included
 * @param to latest time of capture, microseconds, excluded
 * @param cursor where the last page ended ({@link Page#next}), or null for the first
 * @param limit events per page, 1 to 10,000
 * @param ascending oldest first instead of newest first; order is by time, then by number
 */
public record Selection(
    Query query, long from, long to, @Nullable String cursor, int limit, boolean ascending) {
  /** Checks the limit. */
  public Selection {
    if (limit < 1 || limit > 10_000) {
      throw new IllegalArgumentException("limit " + limit + " is not between 1 and 10000");
    }
  }

  /** The newest events of all time that match, 100 a page. */
  public static Selection of(Query query) {
    return new Selection(query, 0, Long.MAX_VALUE, null, 100, false);
  }

  /** The same between two times, in microseconds. */
  public Selection between(long from, long to) {
    return new Selection(query, from, to, cursor, limit, ascending);
  }

  /** The same, this many a page. */
  public Selection limit(int limit) {
    return new Selection(query, from, to, cursor, limit, ascending);
  }

  /** The same from where a page ended. */
  public Selection after(@Nullable String cursor) {
    return new Selection(query, from, to, cursor, limit, ascending);
  }

  /** The same, oldest first. */
  public Selection oldestFirst() {
    return new Selection(query, from, to, cursor, limit, true);
  }
}
