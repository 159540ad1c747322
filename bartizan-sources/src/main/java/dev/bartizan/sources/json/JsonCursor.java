package dev.bartizan.sources.json;

import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;

/**
 * Walks through one JSON text (RFC 8259) in a buffer without making objects. What it passes it has
 * checked: syntax, UTF-8, escapes, at most {@link #MAX_DEPTH} brackets inside each other. Reusable;
 * serves one thread.
 *
 * <p>A walk: {@link #begin}, {@link #enterObject}, then {@link #member} and {@link #value} (or
 * {@code enter...}) in turn until {@link #END}, then {@link #finish}.
 */
public final class JsonCursor extends Scanner {
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

  private boolean first;

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
}
