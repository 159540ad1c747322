package dev.bartizan.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one may try. The first tries are free; then each failure doubles the wait. Quiet for
 * {@link #FORGET} is forgiven. A try counts as failed until it is said to have succeeded, so that
 * many at once gain nothing. Safe for any thread.
 */
final class Throttle {
  static final Duration FORGET = Duration.ofMinutes(15);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final int free;
  private final Duration longest;
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST;
        }
      };

  private record Tries(int failed, Instant last) {}

  Throttle(InstantSource clock, int free, Duration longest) {
    this.clock = clock;
    this.free = free;
    this.longest = longest;
  }

  /** Zero when one may try now, and the try is counted; else how long to wait. */
  synchronized Duration enter(String key) {
    var now = clock.instant();
    var before = tries.getOrDefault(key, new Tries(0, now));
    if (now.isAfter(before.last.plus(FORGET))) {
      before = new Tries(0, now);
    }
    var wait = Duration.between(now, before.last.plus(pause(before.failed)));
    if (wait.isPositive()) {
      return wait;
    }
    tries.put(key, new Tries(before.failed + 1, now));
    return Duration.ZERO;
  }

  synchronized void succeeded(String key) {
    tries.remove(key);
  }

  private Duration pause(int failed) {
    if (failed < free) {
      return Duration.ZERO;
    }
    var doubled = Duration.ofSeconds(1L << Math.min(failed - free, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
