package dev.bartizan.core.store;

/**
 * How much a store holds.
 *
 * @param events that are kept
 * @param bytes on disk, -1 when unknown or in memory
 * @param oldest time of capture of the oldest event, microseconds; -1 when there is none
 * @param place for people: the path, or {@code memory}
 */
public record Extent(long events, long bytes, long oldest, String place) {}
