package dev.bartizan.sources.pcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned numbers in the order of the machine that wrote the capture. */
final class Order {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Order() {}

  static int i32(byte[] bytes, int at, boolean big) {
    int little = (int) INTS.get(bytes, at);
    return big ? Integer.reverseBytes(little) : little;
  }

  static long u32(byte[] bytes, int at, boolean big) {
    return i32(bytes, at, big) & 0xffff_ffffL;
  }

  static int u16(byte[] bytes, int at, boolean big) {
    short little = (short) SHORTS.get(bytes, at);
    return (big ? Short.reverseBytes(little) : little) & 0xffff;
  }

  static long i64(byte[] bytes, int at, boolean big) {
    long first = u32(bytes, at, big);
    long second = u32(bytes, at + 4, big);
    return big ? first << 32 | second : second << 32 | first;
  }
}
