package dev.bartizan.sources.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * The first bytes of a file that are not NUL, by which it is told from others: the holes that
 * truncation leaves all look alike.
 *
 * @param at how many NULs stand before
 * @param bytes at most {@link #LENGTH}; fewer when there are no more yet
 */
record Head(long at, byte[] bytes) {
  static final int LENGTH = 1024;
  static final Head NONE = new Head(0, new byte[0]);

  static Head of(Content content) throws IOException {
    var bytes = new byte[LENGTH];
    int length = content.read(0, bytes, 0, bytes.length);
    if (length == 0 || bytes[0] != 0) {
      return new Head(0, Arrays.copyOf(bytes, length));
    }
    long at = afterNuls(content);
    return at < 0 ? NONE : at(content, at);
  }

  private static Head at(Content content, long at) throws IOException {
    var bytes = new byte[LENGTH];
    int length = content.read(at, bytes, 0, bytes.length);
    return new Head(at, Arrays.copyOf(bytes, length));
  }

  private static long afterNuls(Content content) throws IOException {
    var bytes = new byte[1 << 16];
    long at = 0;
    for (int length; (length = content.read(at, bytes, 0, bytes.length)) > 0; at += length) {
      int end = Newline.afterNuls(bytes, 0, length);
      if (end < length) {
        return at + end;
      }
    }
    return -1;
  }

  /** What stands in the file now where this head was; all of it when this one is empty. */
  Head again(Content content) throws IOException {
    return bytes.length == 0 ? of(content) : at(content, at);
  }

  boolean empty() {
    return bytes.length == 0;
  }

  Print print() {
    return Print.of(at, bytes, 0, bytes.length);
  }

  /** Whether this begins as the remembered one. */
  boolean begins(Print known) {
    return known.length() <= bytes.length
        && (known.length() == 0 || Print.of(at, bytes, 0, known.length()).equals(known));
  }

  /** Whether this begins as the other, which may be shorter. */
  boolean begins(Head other) {
    return other.bytes.length <= bytes.length && common(other) == other.bytes.length;
  }

  /** How many bytes both have, if one begins the other; 0 otherwise. */
  int common(Head other) {
    int common = Math.min(bytes.length, other.bytes.length);
    return at == other.at && Arrays.equals(bytes, 0, common, other.bytes, 0, common) ? common : 0;
  }

  /** Whether a stretch of the file, read from an offset on, agrees where both overlap. */
  boolean agrees(byte[] chunk, int length, long offset) {
    long from = Math.max(at, offset);
    long to = Math.min(at + bytes.length, offset + length);
    return from >= to
        || Arrays.equals(
            bytes,
            (int) (from - at),
            (int) (to - at),
            chunk,
            (int) (from - offset),
            (int) (to - offset));
  }

  /** The part of it that ends at an offset. */
  Head upTo(long offset) {
    int length = Math.clamp(offset - at, 0, bytes.length);
    return length == 0 ? NONE : new Head(at, Arrays.copyOf(bytes, length));
  }
}
