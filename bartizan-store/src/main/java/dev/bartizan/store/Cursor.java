package dev.bartizan.store;

import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the time and number of its last event. As text it is two numbers in base 36.
 */
record Cursor(long time, long id) {
  static @Nullable Cursor of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int dot = text.indexOf('.');
    try {
      return new Cursor(
          Long.parseLong(text, 0, Math.max(dot, 0), 36),
          Long.parseLong(text, dot + 1, text.length(), 36));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("not a cursor of this store: '" + text + "'");
    }
  }

  /** Whether this event comes after the cursor in a listing of this direction. */
  boolean precedes(long otherTime, long otherId, boolean ascending) {
    int order = Long.compare(otherTime, time);
    order = order == 0 ? Long.compare(otherId, id) : order;
    return ascending ? order > 0 : order < 0;
  }

  @Override
  public String toString() {
    return Long.toString(time, 36) + "." + Long.toString(id, 36);
  }
}
