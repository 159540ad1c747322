package dev.bartizan.core.net;

import org.jspecify.annotations.Nullable;

/** Address literals in and out, without allocation on the way in. */
final class AddressText {
  private AddressText() {}

  static @Nullable Address parse(CharSequence text) {
    int length = text.length();
    if (length < 2 || length > 45) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return parseV6(text);
      }
      if (c == '.') {
        long bits = quad(text, 0, length);
        return bits < 0 ? null : Address.v4((int) bits);
      }
    }
    return null;
  }

  /**
   * The 32 bits of a dotted quad in [from, to), or -1. Leading zeros are refused: they are octal to
   * some.
   */
  private static long quad(CharSequence text, int from, int to) {
    long bits = 0;
    int octet = -1;
    int digits = 0;
    int dots = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (octet < 0 || ++dots > 3) {
          return -1;
        }
        bits = bits << 8 | octet;
        octet = -1;
        digits = 0;
      } else if (c >= '0' && c <= '9') {
        if (octet == 0 || ++digits > 3) {
          return -1;
        }
        octet = Math.max(octet, 0) * 10 + (c - '0');
        if (octet > 255) {
          return -1;
        }
      } else {
        return -1;
      }
    }
    return octet < 0 || dots != 3 ? -1 : bits << 8 | octet;
  }

  private static @Nullable Address parseV6(CharSequence text) {
    int length = text.length();
    long high = 0;
    long low = 0;
    int groups = 0;
    int gapAt = -1;
    int i = 0;
    if (text.charAt(0) == ':') {
      if (text.charAt(1) != ':') {
        return null;
      }
      gapAt = 0;
      i = 2;
    }
    while (i < length) {
      int start = i;
      int value = 0;
      while (i < length && hex(text.charAt(i)) >= 0) {
        value = value << 4 | hex(text.charAt(i));
        if (++i - start > 4) {
          return null;
        }
      }
      if (i < length && text.charAt(i) == '.') {
        long bits = quad(text, start, length);
        if (bits < 0 || groups > 6) {
          return null;
        }
        high = high << 32 | low >>> 32;
        low = low << 32 | bits;
        groups += 2;
        i = length;
        break;
      }
      if (i == start || ++groups > 8) {
        return null;
      }
      high = high << 16 | low >>> 48;
      low = low << 16 | value;
      if (i == length) {
        break;
      }
      if (text.charAt(i++) != ':') {
        return null;
      }
      if (i < length && text.charAt(i) == ':') {
        if (gapAt >= 0) {
          return null;
        }
        gapAt = groups;
        i++;
      } else if (i == length) {
        return null;
      }
    }
    if (gapAt < 0) {
      return groups == 8 ? new Address(high, low) : null;
    }
    return groups > 7 ? null : spread(high, low, groups - gapAt, 8 - groups);
  }

  /** Moves all but the last {@code tail} groups up by {@code gap} groups. */
  private static Address spread(long high, long low, int tail, int gap) {
    long tailHigh = tail <= 4 ? 0 : high & mask((tail - 4) * 16);
    long tailLow = tail >= 4 ? low : low & mask(tail * 16);
    long headHigh = high & ~tailHigh;
    long headLow = low & ~tailLow;
    for (int i = 0; i < gap; i++) {
      headHigh = headHigh << 16 | headLow >>> 48;
      headLow = headLow << 16;
    }
    return new Address(headHigh | tailHigh, headLow | tailLow);
  }

  private static long mask(int bits) {
    return bits == 64 ? -1L : (1L << bits) - 1;
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static String print(Address address) {
    var out = new StringBuilder(40);
    if (address.isV4()) {
      int bits = address.v4Bits();
      return out.append(bits >>> 24)
          .append('.')
          .append(bits >>> 16 & 255)
          .append('.')
          .append(bits >>> 8 & 255)
          .append('.')
          .append(bits & 255)
          .toString();
    }
    int bestAt = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int run = i;
      while (run < 8 && group(address, run) == 0) {
        run++;
      }
      if (run - i > bestLength) {
        bestAt = i;
        bestLength = run - i;
      }
      i = Math.max(i, run - 1);
    }
    for (int i = 0; i < 8; i++) {
      if (i == bestAt) {
        out.append("::");
        i += bestLength - 1;
      } else {
        if (i > 0 && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(group(address, i)));
      }
    }
    return out.toString();
  }

  private static int group(Address address, int i) {
    return (int) ((i < 4 ? address.high() : address.low()) >>> (48 - (i & 3) * 16)) & 0xffff;
  }
}
