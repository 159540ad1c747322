package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.i64;

import dev.bartizan.core.event.PacketLogged.Link;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Link addresses as text; pairs printed before are found again, up to a bound. For one thread. */
final class Links {
  private static final int SHIFT = 54;
  private static final int SLOTS = 1 << (64 - SHIFT);
  private static final long NONE = -1;
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  /** Sender and receiver of each slot. */
  private final long[] pairs = new long[2 * SLOTS];

  private final @Nullable Link[] links = new @Nullable Link[SLOTS];
  private int kept;

  /** Of an Ethernet header at {@code at}, of which 14 bytes are there. */
  Link ethernet(byte[] bytes, int at) {
    long first = i64(bytes, at);
    return link((first << 32 & 0xffff_0000_0000L) | Bytes.u32(bytes, at + 8), first >>> 16);
  }

  /** Of a sender alone: six bytes. */
  Link sender(byte[] bytes, int at) {
    return link((long) Bytes.u16(bytes, at) << 32 | Bytes.u32(bytes, at + 2), NONE);
  }

  private Link link(long src, long dst) {
    int slot = (int) (((src * 31 + dst) * 0x9e37_79b9_7f4a_7c15L) >>> SHIFT);
    Link known;
    while ((known = links[slot]) != null) {
      if (pairs[2 * slot] == src && pairs[2 * slot + 1] == dst) {
        return known;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    var made = new Link(text(src), dst == NONE ? null : text(dst));
    if (++kept > SLOTS / 2) {
      Arrays.fill(links, null);
      kept = 0;
    }
    pairs[2 * slot] = src;
    pairs[2 * slot + 1] = dst;
    links[slot] = made;
    return made;
  }

  private static String text(long address) {
    var text = new char[17];
    for (int i = 0; i < 6; i++) {
      int octet = (int) (address >>> (40 - 8 * i)) & 255;
      text[3 * i] = DIGITS[octet >> 4];
      text[3 * i + 1] = DIGITS[octet & 15];
      if (i < 5) {
        text[3 * i + 2] = ':';
      }
    }
    return new String(text);
  }
}
