package dev.bartizan.sources.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Unsigned numbers in network order, and text, out of a buffer. */
final class Bytes {
  private static final VarHandle SHORTS = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS = view(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INTS = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LITTLE_SHORTS = view(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u16(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at) & 0xffff;
  }

  static int i32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at) & 0xffff_ffffL;
  }

  static long i64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static long littleU32(byte[] bytes, int at) {
    return (int) LITTLE_INTS.get(bytes, at) & 0xffff_ffffL;
  }

  static int littleU16(byte[] bytes, int at) {
    return (short) LITTLE_SHORTS.get(bytes, at) & 0xffff;
  }

  /** Text that ends at a NUL, or at {@code to}. */
  static String text(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
