package dev.bartizan.core.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An IP address as 128 bits; IPv4 is held IPv4-mapped ({@code ::ffff:a.b.c.d}) and printed as IPv4,
 * IPv6 prints per RFC 5952. Ordered as unsigned 128-bit numbers. Parsing takes literals only and
 * never asks the DNS; a zone ({@code %eth0}) is refused.
 *
 * @param high the first eight bytes, network order
 * @param low the last eight bytes, network order
 */
public record Address(long high, long low) implements Comparable<Address> {
  private static final long V4_MARK = 0xffff_0000_0000L;

  /** The IPv4 address with these 32 bits. */
  public static Address v4(int bits) {
    return new Address(0, V4_MARK | (bits & 0xffff_ffffL));
  }

  /** Sixteen bytes at {@code offset}, network order. */
  public static Address v6(byte[] bytes, int offset) {
    return new Address((long) LONGS.get(bytes, offset), (long) LONGS.get(bytes, offset + 8));
  }

  /** Four bytes at {@code offset}, network order. */
  public static Address v4(byte[] bytes, int offset) {
    return v4((int) INTS.get(bytes, offset));
  }

  /**
   * Parses a literal.
   *
   * @throws IllegalArgumentException when it is not an IPv4 or IPv6 literal; the message quotes it
   */
  public static Address of(CharSequence literal) {
    var parsed = AddressText.parse(literal);
    if (parsed == null) {
      throw new IllegalArgumentException("not an IP address: '" + literal + "'");
    }
    return parsed;
  }

  /** Like {@link #of}, but null when the text is not an address. */
  public static @org.jspecify.annotations.Nullable Address parse(CharSequence literal) {
    return AddressText.parse(literal);
  }

  /** Whether this is an IPv4 (IPv4-mapped) address. */
  public boolean isV4() {
    return high == 0 && (low >>> 32) == 0xffff;
  }

  /** The 32 bits of an IPv4 address; meaningless for others. */
  public int v4Bits() {
    return (int) low;
  }

  /** The sixteen bytes, network order. */
  public byte[] bytes() {
    return ByteBuffer.allocate(16).order(ByteOrder.BIG_ENDIAN).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(Address other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  @Override
  public int hashCode() {
    long mixed = (high ^ Long.rotateLeft(low, 29)) * 0x9e37_79b9_7f4a_7c15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** The canonical text: dotted quad, or RFC 5952. */
  @Override
  public String toString() {
    return AddressText.print(this);
  }

  private static final java.lang.invoke.VarHandle LONGS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final java.lang.invoke.VarHandle INTS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
}
