package dev.bartizan.sources.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Tells which files have not changed for a while. */
final class Sightings {
  private final Duration settle;
  private final Map<Path, Sighting> all = new HashMap<>();

  /** Since when a file has not changed. */
  private record Sighting(Stat stat, long since) {}

  Sightings(Duration settle) {
    this.settle = settle;
  }

  /** Whether the file was the same for long enough, each time that this was asked. */
  boolean settled(Listing.Entry entry) {
    long now = System.nanoTime();
    var sighting = all.get(entry.path());
    if (sighting == null || !sighting.stat.equals(entry.stat())) {
      all.put(entry.path(), new Sighting(entry.stat(), now));
      return false;
    }
    return now - sighting.since >= settle.toNanos();
  }

  void retain(Collection<Path> paths) {
    all.keySet().retainAll(paths);
  }
}
