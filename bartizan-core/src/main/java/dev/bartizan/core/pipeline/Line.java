package dev.bartizan.core.pipeline;

import java.nio.charset.StandardCharsets;

/**
 * A line of a text feed, without its line end.
 *
 * @param bytes the buffer it stands in; valid only during the call
 * @param offset where it begins
 * @param length in bytes
 * @param cut whether the line was longer than the limit and this is its beginning
 */
public record Line(byte[] bytes, int offset, int length, boolean cut) {
  /** A whole line of text. */
  public static Line of(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Line(bytes, 0, bytes.length, false);
  }

  /** The line as text; bad UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
