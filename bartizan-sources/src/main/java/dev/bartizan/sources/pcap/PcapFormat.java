package dev.bartizan.sources.pcap;

import dev.bartizan.core.pipeline.MalformedInput;

/**
 * The classic format (pcap-savefile(5)): a header of 24 bytes, then records of 16 bytes and the
 * frame; micro- or nanoseconds, either byte order, and the variant of old Linux systems with eight
 * more bytes in each record.
 */
final class PcapFormat extends Format {
  static final int HEADER = 24;

  private static final int MICROSECONDS = 0xa1b2_c3d4;
  private static final int NANOSECONDS = 0xa1b2_3c4d;
  private static final int MODIFIED = 0xa1b2_cd34;

  private final boolean big;
  private final int linkType;
  private final int perMicro;
  private final int recordHeader;

  private PcapFormat(boolean big, int linkType, int magic) {
    this.big = big;
    this.linkType = linkType;
    this.perMicro = magic == NANOSECONDS ? 1000 : 1;
    this.recordHeader = magic == MODIFIED ? 24 : 16;
  }

  static boolean begins(byte[] bytes, int at) {
    return known(Order.i32(bytes, at, false)) || known(Order.i32(bytes, at, true));
  }

  private static boolean known(int magic) {
    return magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED;
  }

  /** The format that the header at the start of the buffer announces. */
  static PcapFormat of(byte[] bytes) {
    boolean big = !known(Order.i32(bytes, 0, false));
    return new PcapFormat(big, Order.i32(bytes, 20, big) & 0xffff, Order.i32(bytes, 0, big));
  }

  @Override
  boolean step(byte[] bytes, int at, int to, Cursor cursor) throws MalformedInput {
    if (to - at < recordHeader) {
      return false;
    }
    int length = Order.i32(bytes, at + 8, big);
    if (length < 0 || length > LONGEST_FRAME) {
      throw new MalformedInput("record of " + Integer.toUnsignedString(length) + " bytes");
    }
    int size = recordHeader + length;
    if (to - at < size) {
      return false;
    }
    long original = Order.u32(bytes, at + 12, big);
    cursor.frame();
    cursor.size = size;
    cursor.linkType = linkType;
    cursor.time = micros(Order.u32(bytes, at, big), Order.u32(bytes, at + 4, big), perMicro);
    cursor.offset = at + recordHeader;
    cursor.length = length;
    cursor.originalLength = Math.clamp(original, length, Integer.MAX_VALUE);
    return true;
  }

  @Override
  Format snapshot() {
    return this;
  }

  @Override
  boolean agrees(Format other) {
    return other.equals(this);
  }
}
