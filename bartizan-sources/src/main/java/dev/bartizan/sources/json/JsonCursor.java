package dev.bartizan.sources.json;

import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import java.nio.ByteOrder;

/**
 * Walks through one JSON text (RFC 8259) in a buffer without making objects. What it passes it has
 * checked: syntax, UTF-8, escapes, at most {@link #MAX_DEPTH} brackets inside each other. Reusable;
 * serves one thread.
 *
 * <p>A walk: {@link #begin}, {@link #enterObject}, then {@link #member} and {@link #value} (or
 * {@code enter...}) in turn until {@link #END}, then {@link #finish}.
 */
public final class JsonCursor {
  /** How deep arrays and objects may be nested. */
  public static final int MAX_DEPTH = 60;

  /** {@link #member}: the name is none of those asked for. */
  public static final int UNKNOWN = -1;

  /** {@link #member}: the object has ended. */
  public static final int END = -2;

  /** Kinds of value: nothing was read, text, text with bytes above 127, text with escapes. */
  public static final byte NONE = 0;

  public static final byte TEXT = 1;
  public static final byte WIDE_TEXT = 2;
  public static final byte ESCAPED_TEXT = 3;
  public static final byte NUMBER = 4;
  public static final byte OBJECT = 5;
  public static final byte ARRAY = 6;
  public static final byte TRUE = 7;
  public static final byte FALSE = 8;
  public static final byte NULL = 9;

  private static final java.lang.invoke.VarHandle WORDS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private byte[] buffer = new byte[0];
  private int start;
  private int end;
  private int at;
  private int from;
  private int to;
  private boolean first;
  private boolean untidy;

  /** Starts at the beginning of a line; a byte order mark is passed over. */
  public void begin(Line line) {
    begin(line.bytes(), line.offset(), line.offset() + line.length());
  }

  /** Starts at the beginning of [begin, limit). */
  public void begin(byte[] bytes, int begin, int limit) {
    buffer = bytes;
    start = begin;
    at = begin;
    end = limit;
    untidy = false;
    if (limit - begin >= 3
        && bytes[begin] == (byte) 0xef
        && bytes[begin + 1] == (byte) 0xbb
        && bytes[begin + 2] == (byte) 0xbf) {
      at += 3;
    }
  }

  /** Continues at another place of the same text, where a value that was passed begins. */
  public void back(int position) {
    at = position;
  }

  /** Enters the object that must begin here. */
  public void enterObject() throws MalformedInput {
    expect('{', "an object");
    first = true;
  }

  /** Enters the array that must begin here; then {@link #element} tells whether a value follows. */
  public void enterArray() throws MalformedInput {
    expect('[', "an array");
    first = true;
  }

  private void expect(char bracket, String what) throws MalformedInput {
    if (peek() != bracket) {
      throw refuse("expected " + what);
    }
    at++;
  }

  /** The first byte of what comes next. */
  public byte peek() throws MalformedInput {
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

  /**
   * Passes the next name of the object that was entered and stands before its value.
   *
   * @return the name's number, {@link #UNKNOWN}, or {@link #END} after the closing brace; {@link
   *     #from} and {@link #to} tell where the name stands
   */
  public int member(Names names) throws MalformedInput {
    byte c = peek();
    if (c == '}') {
      at++;
      first = false;
      return END;
    }
    if (first) {
      first = false;
    } else {
      comma(c);
      c = peek();
    }
    if (c != '"') {
      throw refuse("expected a name");
    }
    int number = name(names);
    if (peek() != ':') {
      throw refuse("expected ':'");
    }
    at++;
    return number;
  }

  /** Whether the array that was entered has one more value; else stands after its bracket. */
  public boolean element() throws MalformedInput {
    byte c = peek();
    if (c == ']') {
      at++;
      first = false;
      return false;
    }
    if (first) {
      first = false;
    } else {
      comma(c);
    }
    return true;
  }

  private void comma(byte c) throws MalformedInput {
    if (c != ',') {
      throw refuse("expected ','");
    }
    at++;
  }

  private int name(Names names) throws MalformedInput {
    from = at + 1;
    long hash = 0;
    int i = from;
    while (i + 8 <= buffer.length) {
      long word = (long) WORDS.get(buffer, i);
      long stop = stops(word);
      if (stop == 0) {
        hash = Names.mix(hash, word);
        i += 8;
        continue;
      }
      int bits = Long.numberOfTrailingZeros(stop) & ~7;
      i += bits >>> 3;
      if (i < end && buffer[i] == '"') {
        to = i;
        at = i + 1;
        return names.find(buffer, from, to, Names.mix(hash, word & ((1L << bits) - 1)));
      }
      break;
    }
    byte kind = string();
    var bytes =
        kind == ESCAPED_TEXT
            ? Texts.unescape(buffer, from, to).getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : java.util.Arrays.copyOfRange(buffer, from, to);
    return names.find(bytes, 0, bytes.length, Names.hash(bytes));
  }

  /**
   * Passes the next value.
   *
   * @return its kind; {@link #from} and {@link #to} tell where it stands (a text without its
   *     quotes)
   */
  public byte value() throws MalformedInput {
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

  /** Checks that nothing but white space follows. */
  public void finish() throws MalformedInput {
    while (at < end) {
      byte c = buffer[at];
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        throw refuse("text after the end");
      }
      at++;
    }
  }

  /** Where the last name or value begins in the buffer. */
  public int from() {
    return from;
  }

  /** Where the last name or value ends in the buffer. */
  public int to() {
    return to;
  }

  /** Whether the text ended too early. */
  public boolean hasEnded() {
    return at >= end;
  }

  /** Where the text ends in the buffer. */
  public int limit() {
    return end;
  }

  /** The buffer that is walked through. */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * Whether surrogates were escaped, or white space other than blanks was passed: then a part of
   * the text must be tidied before others see it.
   */
  boolean isUntidy() {
    return untidy;
  }

  private byte string() throws MalformedInput {
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
  private static long stops(long word) {
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

  private MalformedInput ended() {
    return new MalformedInput("not JSON: ends after " + (end - start) + " bytes");
  }

  private MalformedInput refuse(String why) {
    return new MalformedInput("not JSON: " + why + " at byte " + (at - start));
  }
}
