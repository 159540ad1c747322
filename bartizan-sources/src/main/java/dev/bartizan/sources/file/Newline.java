package dev.bartizan.sources.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends, eight bytes at a time. */
final class Newline {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';

  private Newline() {}

  /** The first one in {@code [from, to)}, or -1. */
  static int first(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long zeroes = (long) LONGS.get(bytes, at) ^ NEWLINES;
      long found = (zeroes - ONES) & ~zeroes & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** The last one in {@code [from, to)}, or -1. */
  static int last(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** The first byte in {@code [from, to)} that is not NUL, or {@code to}. */
  static int afterNuls(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES && (long) LONGS.get(bytes, at) == 0) {
      at += Long.BYTES;
    }
    while (at < to && bytes[at] == 0) {
      at++;
    }
    return at;
  }
}
