package dev.bartizan.sources.json;

import static dev.bartizan.sources.json.JsonCursor.*;

import dev.bartizan.core.pipeline.MalformedInput;
import java.nio.ByteOrder;

/** Passes over the values of a JSON text, checking each byte. */
abstract sealed class Scanner permits JsonCursor {
  static final java.lang.invoke.VarHandle WORDS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  byte[] buffer = new byte[0];
  int start;
  int end;
  int at;
  int from;
  int to;
  boolean untidy;

  /** The first byte of what comes next. */
  public final byte peek() throws MalformedInput {
    if (at < end && buffer[at] > ' ') {
      return buffer[at];
    }
    return peekAfterSpace();
  }

  private byte peekAfterSpace() throws MalformedInput {
    while (at < end) {
      byte c = buffer[at];
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return c;
      }
      untidy |= c != ' ';
      at++;
    }
    throw ended();
  }

  final void comma(byte c) throws MalformedInput {
    if (c != ',') {
      throw refuse("expected ','");
    }
    at++;
  }

  /**
   * Passes the next value.
   *
   * @return its kind; {@link #from} and {@link #to} tell where it stands (a text without its
   *     quotes)
   */
  public final byte value() throws MalformedInput {
    byte c = peek();
    return switch (c) {
      case '"' -> string();
      case '{', '[' -> container();
      case 't' -> literal("true", TRUE);
      case 'f' -> literal("false", FALSE);
      case 'n' -> literal("null", NULL);
      default -> number(c);
    };
  }

  final byte string() throws MalformedInput {
    int i = at + 1;
    from = i;
    byte kind = TEXT;
    while (true) {
      i = plain(i);
      if (i >= end) {
        at = end;
        throw ended();
      }
      byte c = buffer[i];
      if (c == '"') {
        to = i;
        at = i + 1;
        return kind;
      }
      if (c == '\\') {
        kind = ESCAPED_TEXT;
        i = escape(i);
      } else if (c < 0) {
        kind = kind == TEXT ? WIDE_TEXT : kind;
        i = wide(i);
      } else {
        at = i;
        throw refuse("control character in a text");
      }
    }
  }

  /** The place of the first byte that is not plain inside a text, from i on. */
  private int plain(int i) {
    int p = i;
    int last = buffer.length - 8;
    while (p <= last) {
      long stop = stops((long) WORDS.get(buffer, p));
      if (stop != 0) {
        return p + (Long.numberOfTrailingZeros(stop) >>> 3);
      }
      p += 8;
      if (p >= end) {
        return p;
      }
    }
    while (p < end && buffer[p] >= ' ' && buffer[p] != '"' && buffer[p] != '\\') {
      p++;
    }
    return p;
  }

  /**
   * The lowest bit set is that of the first byte that is a quote, backslash, control or above 127.
   */
  static long stops(long word) {
    long quote = word ^ (ONES * '"');
    long slash = word ^ (ONES * '\\');
    return (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | (word - ONES * 0x20) | word)
        & HIGHS;
  }

  private int escape(int i) throws MalformedInput {
    if (i + 1 >= end) {
      at = end;
      throw ended();
    }
    return switch (buffer[i + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 2;
      case 'u' -> unicode(i);
      default -> {
        at = i + 1;
        throw refuse("bad escape");
      }
    };
  }

  private int unicode(int i) throws MalformedInput {
    int unit = 0;
    for (int p = i + 2; p < i + 6; p++) {
      if (p >= end) {
        at = end;
        throw ended();
      }
      int digit = Texts.hex(buffer[p]);
      if (digit < 0) {
        at = p;
        throw refuse("bad escape");
      }
      unit = unit << 4 | digit;
    }
    untidy |= unit >>> 11 == 0x1b;
    return i + 6;
  }

  /** Passes one character of two to four bytes (RFC 3629). */
  private int wide(int i) throws MalformedInput {
    int length = Texts.wideLength(buffer, i, end);
    if (length == 0) {
      at = i + 4 > end ? end : i;
      throw at == end ? ended() : refuse("bad UTF-8");
    }
    return i + length;
  }

  private byte number(byte c) throws MalformedInput {
    int i = at;
    from = i;
    if (c == '-') {
      i++;
    }
    int digits = digits(i);
    if (digits > i + 1 && buffer[i] == '0') {
      throw refuse("leading zero");
    }
    i = digits;
    if (i < end && buffer[i] == '.') {
      i = digits(i + 1);
    }
    if (i < end && (buffer[i] | 0x20) == 'e') {
      i++;
      if (i < end && (buffer[i] == '+' || buffer[i] == '-')) {
        i++;
      }
      i = digits(i);
    }
    to = i;
    at = i;
    if (i >= end) {
      throw ended();
    }
    return NUMBER;
  }

  private int digits(int i) throws MalformedInput {
    int p = i;
    while (p < end && buffer[p] >= '0' && buffer[p] <= '9') {
      p++;
    }
    if (p == i) {
      at = p;
      throw p >= end ? ended() : refuse("expected a value");
    }
    return p;
  }

  private byte literal(String word, byte kind) throws MalformedInput {
    from = at;
    for (int i = 0; i < word.length(); i++) {
      if (at >= end) {
        throw ended();
      }
      if (buffer[at] != word.charAt(i)) {
        throw refuse("expected a value");
      }
      at++;
    }
    to = at;
    return kind;
  }

  /** Passes an array or object with all that is in it; bit n of {@code objects} is for depth n. */
  private byte container() throws MalformedInput {
    int begin = at;
    byte kind = buffer[at] == '{' ? OBJECT : ARRAY;
    long objects = 0;
    int depth = 0;
    do {
      byte c = peek();
      if (c == '{' || c == '[') {
        if (++depth > MAX_DEPTH) {
          throw refuse("nested too deep");
        }
        boolean object = c == '{';
        objects = objects << 1 | (object ? 1 : 0);
        at++;
        if (peek() != (object ? '}' : ']')) {
          if (object) {
            nameInside();
          }
          continue;
        }
      } else {
        value();
      }
      while (depth > 0) {
        byte next = peek();
        boolean object = (objects & 1) != 0;
        if (next == (object ? '}' : ']')) {
          at++;
          objects >>>= 1;
          depth--;
        } else {
          comma(next);
          if (object) {
            nameInside();
          }
          break;
        }
      }
    } while (depth > 0);
    from = begin;
    to = at;
    return kind;
  }

  private void nameInside() throws MalformedInput {
    if (peek() != '"') {
      throw refuse("expected a name");
    }
    string();
    if (peek() != ':') {
      throw refuse("expected ':'");
    }
    at++;
  }

  final MalformedInput ended() {
    return new MalformedInput("not JSON: ends after " + (end - start) + " bytes");
  }

  final MalformedInput refuse(String why) {
    return new MalformedInput("not JSON: " + why + " at byte " + (at - start));
  }
}
