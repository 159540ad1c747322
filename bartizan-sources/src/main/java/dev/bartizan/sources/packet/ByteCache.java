package dev.bartizan.sources.packet;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was made of stretches of bytes, and forgets all when there are too many. For one
 * thread.
 */
public final class ByteCache<V> {
  private static final int SHIFT = 52;
  private static final int SLOTS = 1 << (64 - SHIFT);

  private record Entry<V>(byte[] key, V value) {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  private final @Nullable Entry<V>[] entries = new Entry[SLOTS];

  private int kept;

  /** What was made of these bytes, or is made of them now; {@code make} must not return null. */
  public V get(byte[] bytes, int from, int to, Supplier<V> make) {
    int slot = slot(bytes, from, to);
    Entry<V> entry;
    while ((entry = entries[slot]) != null) {
      if (Arrays.equals(entry.key, 0, entry.key.length, bytes, from, to)) {
        return entry.value;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (++kept > SLOTS / 2) {
      Arrays.fill(entries, null);
      kept = 0;
    }
    var value = make.get();
    entries[slot] = new Entry<>(Arrays.copyOfRange(bytes, from, to), value);
    return value;
  }

  private static int slot(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ Bytes.i64(bytes, at)) * 0x9e37_79b9_7f4a_7c15L;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * 0x9e37_79b9_7f4a_7c15L;
    }
    return (int) (hash >>> SHIFT);
  }
}
