package dev.bartizan.sources.file;

import java.time.Duration;

/**
 * How often and how long.
 *
 * @param poll between two looks at quiet files
 * @param scan between two looks at their directories
 * @param settle how long a file must not have changed before it counts as complete
 * @param unwatched between two looks, beyond which files may have come and gone unseen
 * @param grace how long a rotated file must be quiet before its unfinished last line is taken
 * @param close how long a rotated file must be quiet before it is closed
 * @param forget how long a file must be gone before it is forgotten
 */
record Pace(
    Duration poll,
    Duration scan,
    Duration settle,
    Duration unwatched,
    Duration grace,
    Duration close,
    Duration forget) {
  static final Pace USUAL =
      new Pace(
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofDays(7));

  /** Whether so much time lies between two looks, microseconds, that nobody can say what was. */
  boolean unwatched(long before, long now) {
    return now - before > unwatched.toNanos() / 1000;
  }
}
