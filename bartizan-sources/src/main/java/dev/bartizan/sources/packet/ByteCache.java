package dev.bartizan.sources.packet;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Remembers what was made of a few hundred stretches of bytes; a newer one takes the place of an
 * older. Never grows. For one thread.
 */
final class ByteCache<V> {
  private static final int SLOTS = 512;

  private record Entry<V>(byte[] key, V value) {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  private final Entry<V>[] entries = new Entry[SLOTS];

  /** What was made of these bytes, or is made of them now. */
  V get(byte[] bytes, int from, int to, Supplier<V> make) {
    int slot = slot(bytes, from, to);
    var entry = entries[slot];
    if (entry != null && Arrays.equals(entry.key, 0, entry.key.length, bytes, from, to)) {
      return entry.value;
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
    return (int) (hash >>> 55);
  }
}
