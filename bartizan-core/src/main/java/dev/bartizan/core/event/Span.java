package dev.bartizan.core.event;

/** When something lasted: microseconds since the epoch; -1 where unknown or not yet over. */
public record Span(long start, long end) {
  /** Nothing known. */
  public static final Span UNKNOWN = new Span(-1, -1);
}
