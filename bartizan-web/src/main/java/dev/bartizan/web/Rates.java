package dev.bartizan.web;

import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.store.EventStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast the books of the sources move: remembers what they said at each {@link #sample}. Any
 * thread may ask.
 */
final class Rates {
  /** How often to sample. */
  static final Duration EVERY = Duration.ofSeconds(2);

  private static final long SHORT = 10_000_000;
  private static final long LONG = 15 * 60_000_000L;

  private final EventStore store;
  private final InstantSource clock;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long time, Map<String, Counts> counts) {}

  Rates(EventStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void sample() {
    Map<String, Counts> counts = new HashMap<>();
    store.sources().forEach((name, state) -> counts.put(name, state.counts()));
    add(new Sample(Times.now(clock), counts));
  }

  private synchronized void add(Sample sample) {
    samples.addLast(sample);
    while (samples.getFirst().time < sample.time - LONG) {
      samples.removeFirst();
    }
  }

  /** Events per second of a source in about the last ten seconds. */
  synchronized double perSecond(String source) {
    if (samples.size() < 2) {
      return 0;
    }
    var last = samples.getLast();
    var first = since(last.time - SHORT);
    long events = of(last, source).events() - of(first, source).events();
    return last.time == first.time ? 0 : events * 1e6 / (last.time - first.time);
  }

  /** What a source's books gained in about the last quarter of an hour, or since the start. */
  synchronized Counts lately(String source) {
    return samples.isEmpty()
        ? Counts.NONE
        : minus(of(samples.getLast(), source), of(samples.getFirst(), source));
  }

  private Sample since(long time) {
    return samples.stream().filter(s -> s.time >= time).findFirst().orElseGet(samples::getLast);
  }

  private static Counts of(Sample sample, String source) {
    return sample.counts.getOrDefault(source, Counts.NONE);
  }

  private static Counts minus(Counts now, Counts then) {
    return new Counts(
        now.received() - then.received(),
        now.events() - then.events(),
        now.ignored() - then.ignored(),
        now.measured() - then.measured(),
        now.malformed() - then.malformed(),
        now.dropped() - then.dropped(),
        now.gaps() - then.gaps(),
        now.bytesRead() - then.bytesRead(),
        now.bytesSkipped() - then.bytesSkipped());
  }
}
