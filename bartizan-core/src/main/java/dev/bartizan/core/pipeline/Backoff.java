package dev.bartizan.core.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubles from first to last; at least half of that.
 *
 * @param chance picks between the half and the whole
 */
record Backoff(Duration first, Duration last, RandomGenerator chance) {
  Duration after(int failures) {
    long nanos = first.toNanos() << Math.min(failures - 1, 20);
    long capped = Math.min(nanos, last.toNanos());
    return Duration.ofNanos((long) (capped * chance.nextDouble(0.5, 1.0)));
  }
}
