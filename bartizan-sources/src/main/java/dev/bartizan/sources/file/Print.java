package dev.bartizan.sources.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What is remembered of some bytes.
 *
 * @param at where they stood, when it matters
 * @param length how many they were
 */
record Print(long at, int length, long hash) {
  /** How many bytes before a position tell whether they are still the same. */
  static final int TAIL = 64;

  static final Print NONE = new Print(0, 0, 0);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9e3779b97f4a7c15L;

  static Print of(long at, byte[] bytes, int offset, int length) {
    return new Print(at, length, hash(bytes, offset, offset + length));
  }

  /** The print of the bytes that end here, as many as there are. */
  static Print before(byte[] bytes, int end) {
    int length = Math.min(end, TAIL);
    return of(0, bytes, end - length, length);
  }

  private static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    for (; at < to; at++) {
      hash = mix(hash ^ bytes[at]);
    }
    return hash;
  }

  private static long mix(long hash) {
    long product = hash * ODD;
    return product ^ product >>> 32;
  }
}
