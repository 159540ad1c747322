package dev.bartizan.sources.packet;

import org.jspecify.annotations.Nullable;

/**
 * Names of the TCP options in a header, joined by ';', in the words of OPNsense's filterlog. Names
 * that were joined before are found again by the kinds. For one thread.
 */
final class TcpOptions {
  /** Most segments of a connection: twice nop, timestamp of ten bytes. */
  private static final int TIMESTAMP_ALONE = 0x0101_080a;

  private static final int SLOTS = 1024;
  private static final String[] NAMES = new String[256];

  private final long[] kinds = new long[SLOTS];
  private final @Nullable String[] names = new @Nullable String[SLOTS];

  static {
    for (int kind = 0; kind < 256; kind++) {
      NAMES[kind] = "unknown(" + kind + ")";
    }
    NAMES[0] = "eol";
    NAMES[1] = "nop";
    NAMES[2] = "mss";
    NAMES[3] = "wscale";
    NAMES[4] = "sackOK";
    NAMES[5] = "sack";
    NAMES[6] = "echo";
    NAMES[7] = "echoreply";
    NAMES[8] = "TS";
    NAMES[11] = "cc";
    NAMES[12] = "ccnew";
    NAMES[13] = "ccecho";
    NAMES[19] = "md5";
    NAMES[20] = "scps";
    NAMES[28] = "uto";
    NAMES[29] = "tcp-ao";
    NAMES[30] = "mptcp";
    NAMES[34] = "tfo";
    NAMES[254] = "exp";
  }

  /**
   * The options in [from, to), of which bytes are there up to {@code end}; null when there are
   * none.
   */
  @Nullable String names(byte[] bytes, int from, int to, int end) {
    if (to - from == 12 && to <= end && Bytes.i32(bytes, from) == TIMESTAMP_ALONE) {
      return "nop;nop;TS";
    }
    long key = 1;
    int count = 0;
    int at = from;
    while (at < to && at < end) {
      int kind = Bytes.u8(bytes, at);
      int length = length(bytes, at, to, end);
      if (length == 0 || ++count > 7) {
        return spelled(bytes, from, to, end);
      }
      key = key << 8 | kind;
      if (kind == 0) {
        break;
      }
      at += length;
    }
    return count == 0 ? null : remembered(key, bytes, from, to, end);
  }

  private String remembered(long key, byte[] bytes, int from, int to, int end) {
    int slot = (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 54);
    var known = names[slot];
    if (known != null && kinds[slot] == key) {
      return known;
    }
    var spelled = spelled(bytes, from, to, end);
    kinds[slot] = key;
    names[slot] = spelled;
    return spelled;
  }

  /** Bytes that the option at {@code at} takes; 0 when its length is wrong. */
  private static int length(byte[] bytes, int at, int to, int end) {
    if (bytes[at] == 0 || bytes[at] == 1) {
      return 1;
    }
    if (at + 1 >= to || at + 1 >= end) {
      return 0;
    }
    int length = Bytes.u8(bytes, at + 1);
    return length < 2 || at + length > to ? 0 : length;
  }

  private static String spelled(byte[] bytes, int from, int to, int end) {
    var out = new StringBuilder();
    int at = from;
    while (at < to && at < end) {
      int length = length(bytes, at, to, end);
      out.append(out.isEmpty() ? "" : ";").append(length == 0 ? "[bad opt]" : name(bytes[at]));
      if (length == 0 || bytes[at] == 0) {
        break;
      }
      at += length;
    }
    return out.toString();
  }

  private static String name(byte kind) {
    return NAMES[kind & 255];
  }
}
