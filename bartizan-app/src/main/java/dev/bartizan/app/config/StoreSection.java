package dev.bartizan.app.config;

import dev.bartizan.core.config.Meaning;
import dev.bartizan.core.config.Size;

/** Where events are kept, and for how long. */
public record StoreSection(
    @Meaning(
            value =
                "disk, or memory: events and raw records are never written to disk and are gone at"
                    + " the end. 'store: memory' is short for 'kind: memory'.",
            preset = "disk")
        Kind kind,
    @Meaning(
            value = "Whole days that events are kept, by time of capture; 0 for ever.",
            preset = "90")
        int keepDays,
    @Meaning(
            value = "Size that the store may reach before the oldest days are deleted; 0 for any.",
            preset = "20GiB")
        Size maxSize,
    @Meaning(value = "Memory of the database, beside the Java heap.", preset = "128MiB")
        Size memoryLimit,
    @Meaning(value = "Threads of the database.", preset = "2") int threads,
    @Meaning(
            value = "Whole days that raw records are kept, for sources with keep_raw.",
            preset = "7")
        int rawDays) {
  /** On disk or not. */
  public enum Kind {
    DISK,
    MEMORY
  }

  /** Refuses what no store can do. */
  public StoreSection {
    if (keepDays < 0 || rawDays < 0) {
      throw new IllegalArgumentException("keep_days and raw_days are 0 or more");
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("threads is 1 to 64");
    }
    if (memoryLimit.bytes() < 64L << 20) {
      throw new IllegalArgumentException("memory_limit is 64MiB at least");
    }
  }
}
