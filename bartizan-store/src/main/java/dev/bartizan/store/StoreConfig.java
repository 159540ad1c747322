package dev.bartizan.store;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link DuckDbEventStore} keeps its events.
 *
 * @param directory of its own, made when absent: the database, the archive and temporary files;
 *     null for a database in memory that touches no disk and has no archive
 * @param keepDays whole days of events kept, by time of capture; 0 for ever
 * @param maxBytes that database and archive may take together before the oldest days are deleted; 0
 *     for any number
 * @param memoryMegabytes that the database may hold in memory, beside the Java heap
 * @param threads of the database
 * @param keepRaw the sources whose events keep their raw record
 * @param rawDays whole days that raw records are kept, by time of capture
 */
public record StoreConfig(
    @Nullable Path directory,
    int keepDays,
    long maxBytes,
    int memoryMegabytes,
    int threads,
    Set<String> keepRaw,
    int rawDays) {
  /** Refuses what cannot work. */
  public StoreConfig {
    if (keepDays < 0 || maxBytes < 0 || rawDays < 0 || threads < 1 || memoryMegabytes < 64) {
      throw new IllegalArgumentException(
          "a store needs at least 64 MB and one thread, and limits that are not negative");
    }
    keepRaw = Set.copyOf(keepRaw);
  }

  /** For ever in this directory, with little memory and no raw records. */
  public static StoreConfig in(Path directory) {
    return new StoreConfig(directory, 0, 0, 128, 2, Set.of(), 7);
  }

  /** In memory. */
  public static StoreConfig memory() {
    return new StoreConfig(null, 0, 0, 128, 2, Set.of(), 7);
  }

  /** The same, keeping the raw records of these sources. */
  public StoreConfig keepRaw(Set<String> sources) {
    return new StoreConfig(
        directory, keepDays, maxBytes, memoryMegabytes, threads, sources, rawDays);
  }

  /** The same, keeping events this long and this much of them. */
  public StoreConfig keep(int days, long bytes) {
    return new StoreConfig(directory, days, bytes, memoryMegabytes, threads, keepRaw, rawDays);
  }
}
