package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What became of the traffic, and through which interfaces it went. Few distinct values: decoders
 * reuse instances.
 *
 * @param action null where the feed does not say
 * @param direction null where the feed does not say
 * @param in interface it came in by
 * @param out interface it left by
 */
public record Passage(
    @Nullable Action action,
    @Nullable Direction direction,
    @Nullable String in,
    @Nullable String out) {
  /** Nothing known. */
  public static final Passage UNKNOWN = new Passage(null, null, null, null);
}
