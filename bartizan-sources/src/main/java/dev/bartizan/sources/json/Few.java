package dev.bartizan.sources.json;

import java.util.HashMap;
import java.util.Map;

/**
 * Hands out one object for equal values of which there are few: passages, rules. Starts anew when
 * there turn out to be many. Serves one thread.
 *
 * @param <T> immutable, with equality by value
 */
public final class Few<T> {
  private static final int MANY = 1024;

  private final Map<T, T> known = new HashMap<>();

  /** The object that stands for this value. */
  public T one(T value) {
    var one = known.get(value);
    if (one != null) {
      return one;
    }
    if (known.size() == MANY) {
      known.clear();
    }
    known.put(value, value);
    return value;
  }
}
