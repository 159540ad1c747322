package dev.bartizan.sources.filterlog;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.MalformedInput;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A part of a line as characters, without a copy; moved from place to place. One per thread. */
final class Text implements CharSequence {
  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  /** Moves to [start, end) of a buffer. */
  Text over(byte[] buffer, int start, int end) {
    bytes = buffer;
    from = start;
    to = end;
    return this;
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[from + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().substring(start, end);
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  boolean is(String word) {
    return length() == word.length() && startsWith(word);
  }

  boolean startsWith(String word) {
    if (length() < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (charAt(i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The address that stands here, or null. */
  @Nullable Address address() {
    return Address.parse(this);
  }

  /**
   * The number that stands here from the character {@code start} on; -1 when nothing does.
   *
   * @throws MalformedInput when it is no number of at most 32 bits
   */
  long number(int start) throws MalformedInput {
    return start >= length() ? -1 : digits(start, length(), 10);
  }

  /** Like {@link #number}, with 0x before it. */
  long hex() throws MalformedInput {
    return startsWith("0x") ? digits(2, length(), 16) : number(0);
  }

  /** The digits from {@code start} up to a colon. */
  long numberBeforeColon() throws MalformedInput {
    int end = 0;
    while (end < length() && charAt(end) != ':') {
      end++;
    }
    return end == 0 ? -1 : digits(0, end, 10);
  }

  private long digits(int start, int end, int radix) throws MalformedInput {
    long number = 0;
    for (int i = start; i < end; i++) {
      int digit = Character.digit(charAt(i), radix);
      if (digit < 0 || number > 0xffff_ffffL) {
        throw new MalformedInput("a number is expected in its place");
      }
      number = number * radix + digit;
    }
    if (start >= end || number > 0xffff_ffffL) {
      throw new MalformedInput("a number is expected in its place");
    }
    return number;
  }
}
