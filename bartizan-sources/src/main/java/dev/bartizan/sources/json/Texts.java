package dev.bartizan.sources.json;

import java.nio.charset.StandardCharsets;

/** Text out of checked JSON. Pure functions. */
final class Texts {
  private Texts() {}

  /** The value of a hexadecimal digit, or -1. */
  static int hex(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** How many bytes the UTF-8 character above 127 at i takes (RFC 3629); 0 when it is none. */
  static int wideLength(byte[] bytes, int i, int end) {
    int lead = bytes[i] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > end) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int p = i + 2; p < i + length; p++) {
      if ((bytes[p] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The text in [from, to) of this kind. */
  static String of(byte[] bytes, int from, int to, byte kind) {
    return switch (kind) {
      case JsonCursor.TEXT -> new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      case JsonCursor.ESCAPED_TEXT -> unescape(bytes, from, to);
      default -> new String(bytes, from, to - from, StandardCharsets.UTF_8);
    };
  }

  /** Undoes escapes; one that is cut at the end is left out. Lone surrogates become U+FFFD. */
  static String unescape(byte[] bytes, int from, int to) {
    var out = new StringBuilder(to - from);
    int run = from;
    int i = from;
    while (i < to) {
      if (bytes[i] != '\\') {
        i++;
        continue;
      }
      out.append(new String(bytes, run, i - run, StandardCharsets.UTF_8));
      int length = i + 1 < to && bytes[i + 1] == 'u' ? 6 : 2;
      if (i + length > to) {
        return tidy(out);
      }
      out.append(length == 6 ? unit(bytes, i + 2) : plain(bytes[i + 1]));
      i += length;
      run = i;
    }
    out.append(new String(bytes, run, to - run, StandardCharsets.UTF_8));
    return tidy(out);
  }

  /** The UTF-16 unit of four hexadecimal digits. */
  static char unit(byte[] bytes, int at) {
    return (char)
        (hex(bytes[at]) << 12
            | hex(bytes[at + 1]) << 8
            | hex(bytes[at + 2]) << 4
            | hex(bytes[at + 3]));
  }

  private static char plain(byte c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) c;
    };
  }

  private static String tidy(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        text.setCharAt(i, '\ufffd');
      }
    }
    return text.toString();
  }
}
