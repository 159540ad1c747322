package dev.bartizan.sources.pcap;

import dev.bartizan.core.pipeline.MalformedInput;
import java.util.Arrays;

/**
 * The newer format (draft-ietf-opsawg-pcapng): blocks in sections, several interfaces with clocks
 * of their own. Enhanced, simple and obsolete packet blocks give frames, interface statistics word
 * of losses; all other blocks are passed over.
 */
final class PcapngFormat extends Format {
  static final int SECTION = 0x0a0d_0d0a;

  private static final int BYTE_ORDER = 0x1a2b_3c4d;
  private static final int INTERFACE = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;
  private static final int MOST_INTERFACES = 4096;

  /** A packet block has options too. */
  private static final int LONGEST_BLOCK = LONGEST_FRAME + 65_536;

  private boolean big;
  private Interface[] interfaces;

  PcapngFormat() {
    this(false, new Interface[0]);
  }

  private PcapngFormat(boolean big, Interface[] interfaces) {
    this.big = big;
    this.interfaces = interfaces;
  }

  @Override
  boolean step(byte[] bytes, int at, int to, Cursor cursor) throws MalformedInput {
    if (to - at < 12) {
      return false;
    }
    if (Order.i32(bytes, at, false) == SECTION) {
      return section(bytes, at, cursor);
    }
    int type = Order.i32(bytes, at, big);
    long size = size(Order.u32(bytes, at + 4, big));
    if (!isRead(type)) {
      cursor.other(size);
      return true;
    }
    if (size > LONGEST_BLOCK) {
      throw new MalformedInput("block of " + size + " bytes");
    }
    if (to - at < size) {
      return false;
    }
    cursor.size = size;
    block(type, bytes, at, (int) size, cursor);
    return true;
  }

  private static boolean isRead(int type) {
    return switch (type) {
      case INTERFACE, OBSOLETE_PACKET, SIMPLE_PACKET, STATISTICS, ENHANCED_PACKET -> true;
      default -> false;
    };
  }

  private static long size(long announced) throws MalformedInput {
    if (announced < 12) {
      throw new MalformedInput("block of " + announced + " bytes");
    }
    return (announced + 3) & ~3L;
  }

  private boolean section(byte[] bytes, int at, Cursor cursor) throws MalformedInput {
    boolean isBig = Order.i32(bytes, at + 8, true) == BYTE_ORDER;
    if (!isBig && Order.i32(bytes, at + 8, false) != BYTE_ORDER) {
      throw new MalformedInput("section header without its byte order");
    }
    long size = size(Order.u32(bytes, at + 4, isBig));
    if (size < 28) {
      throw new MalformedInput("section header of " + size + " bytes");
    }
    big = isBig;
    interfaces = new Interface[0];
    cursor.other(size);
    return true;
  }

  private void block(int type, byte[] b, int at, int size, Cursor cursor) throws MalformedInput {
    switch (type) {
      case INTERFACE -> {
        cursor.other(size);
        add(b, at, size);
      }
      case ENHANCED_PACKET -> {
        need(size, 32);
        var from = find(Order.u32(b, at + 8, big));
        frame(cursor, from, at, size, 28, Order.u32(b, at + 20, big));
        stamp(cursor, from, b, at);
        cursor.originalLength = original(b, at + 24, cursor.length);
      }
      case OBSOLETE_PACKET -> {
        need(size, 32);
        var from = find(Order.u16(b, at + 8, big));
        frame(cursor, from, at, size, 28, Order.u32(b, at + 20, big));
        stamp(cursor, from, b, at);
        cursor.originalLength = original(b, at + 24, cursor.length);
      }
      case SIMPLE_PACKET -> {
        need(size, 16);
        var from = find(0);
        long original = Order.u32(b, at + 8, big);
        long limit = from.snapLength() == 0 ? original : Math.min(original, from.snapLength());
        frame(cursor, from, at, size, 12, Math.min(limit, size - 16));
        cursor.time = -1;
        cursor.originalLength = original(b, at + 8, cursor.length);
      }
      case STATISTICS -> {
        need(size, 24);
        cursor.lost = lost(b, at + 20, at + size - 4);
        cursor.content = cursor.lost > 0 ? Cursor.Content.LOSS : Cursor.Content.OTHER;
      }
      default -> throw new IllegalStateException("block type " + type + " is not read");
    }
  }

  private static void need(int size, int least) throws MalformedInput {
    if (size < least) {
      throw new MalformedInput("block of " + size + " bytes");
    }
  }

  private Interface find(long number) throws MalformedInput {
    if (number >= interfaces.length) {
      throw new MalformedInput("packet of interface " + number + ", which has no description");
    }
    return interfaces[(int) number];
  }

  private static void frame(
      Cursor cursor, Interface from, int at, int size, int header, long length)
      throws MalformedInput {
    if (length > size - header - 4 || length > LONGEST_FRAME) {
      throw new MalformedInput("frame of " + length + " bytes in a block of " + size);
    }
    cursor.frame();
    cursor.linkType = from.linkType();
    cursor.offset = at + header;
    cursor.length = (int) length;
  }

  private void stamp(Cursor cursor, Interface from, byte[] b, int at) {
    cursor.time = from.micros(Order.u32(b, at + 12, big) << 32 | Order.u32(b, at + 16, big));
  }

  private int original(byte[] b, int at, int length) {
    return Math.clamp(Order.u32(b, at, big), length, Integer.MAX_VALUE);
  }

  private void add(byte[] b, int at, int size) throws MalformedInput {
    need(size, 20);
    if (interfaces.length >= MOST_INTERFACES) {
      throw new MalformedInput("more than " + MOST_INTERFACES + " interfaces");
    }
    var more = Arrays.copyOf(interfaces, interfaces.length + 1);
    more[interfaces.length] = Interface.read(b, at, at + size - 4, big);
    interfaces = more;
  }

  /** Frames that the interface or the system dropped, out of the options of a statistics block. */
  private long lost(byte[] b, int from, int to) {
    long lost = 0;
    int at = from;
    while (at + 4 <= to) {
      int code = Order.u16(b, at, big);
      int length = Order.u16(b, at + 2, big);
      if ((code == 5 || code == 7) && length == 8 && at + 12 <= to) {
        lost += Math.max(0, Order.i64(b, at + 4, big));
      }
      at += 4 + ((length + 3) & ~3);
    }
    return Math.max(0, lost);
  }

  @Override
  Format snapshot() {
    return new PcapngFormat(big, interfaces);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  boolean agrees(Format other) {
    return other instanceof PcapngFormat that && big == that.big && interfaces == that.interfaces;
  }
}
