package dev.bartizan.sources.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts together one JSON object out of parts of a line, as they stand there. White space other than
 * blanks becomes blanks and escaped lone surrogates become U+FFFD, so that what comes out is one
 * line of text that every reader takes. Reusable; serves one thread.
 */
public final class Detail {
  private final JsonCursor cursor;
  private final @Nullable TextCache cache;
  private byte[] out = new byte[512];
  private int length;
  private boolean empty = true;

  /**
   * For parts of the text that the cursor walks through.
   *
   * @param cache for objects that repeat; null where they seldom do
   */
  public Detail(JsonCursor cursor, @Nullable TextCache cache) {
    this.cursor = cursor;
    this.cache = cache;
  }

  /** Starts anew. */
  public void clear() {
    length = 0;
    empty = true;
    put('{');
  }

  /** Opens an object under a name that needs no escapes; returns what {@link #close} needs. */
  public int open(String name) {
    int mark = length;
    name(name);
    put('{');
    empty = true;
    return mark;
  }

  /** Closes the object that {@link #open} began, or takes it back when it stayed empty. */
  public void close(int mark) {
    if (empty) {
      length = mark;
      empty = out[mark - 1] == '{';
    } else {
      put('}');
    }
  }

  /** Adds a value that was taken under a name that needs no escapes, if there is one. */
  public void add(String name, Slots slots, int slot) {
    if (slots.has(slot)) {
      int quote = slots.isText(slot) ? 1 : 0;
      name(name);
      put(slots.from(slot) - quote, slots.to(slot) + quote);
    }
  }

  /** Adds the member whose name and value stand in these places (a text's without its quotes). */
  public void add(int nameFrom, int nameTo, int valueFrom, int valueTo, boolean text) {
    int quote = text ? 1 : 0;
    comma();
    put(nameFrom - 1, nameTo + 1);
    put(':');
    put(valueFrom - quote, valueTo + quote);
  }

  /** Adds a text under a name that needs no escapes. */
  public void add(String name, String text) {
    var quoted = new StringBuilder();
    dev.bartizan.core.event.EventJson.quote(quoted, text);
    name(name);
    put(quoted.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The object, or null when it is empty. */
  public @Nullable String text() {
    if (length == 1) {
      return null;
    }
    put('}');
    if (cursor.isUntidy()) {
      tidy();
    }
    return string();
  }

  /** An object in [from, to) of the text as it stands, instead of what was put together. */
  public String copy(int from, int to) {
    length = 0;
    put(from, to);
    if (cursor.isUntidy()) {
      tidy();
    }
    return string();
  }

  private String string() {
    return cache == null
        ? new String(out, 0, length, StandardCharsets.UTF_8)
        : cache.text(out, 0, length, JsonCursor.WIDE_TEXT);
  }

  private void name(String name) {
    comma();
    put('"');
    put(name.getBytes(StandardCharsets.UTF_8));
    put('"');
    put(':');
  }

  private void comma() {
    if (!empty) {
      put(',');
    }
    empty = false;
  }

  private void put(char c) {
    room(1);
    out[length++] = (byte) c;
  }

  private void put(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
  }

  private void put(int from, int to) {
    room(to - from);
    System.arraycopy(cursor.buffer(), from, out, length, to - from);
    length += to - from;
  }

  private void room(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }

  private void tidy() {
    for (int i = 0; i < length; i++) {
      if (out[i] == '\\') {
        i = escape(i);
      } else if (out[i] >= 0 && out[i] < ' ') {
        out[i] = ' ';
      }
    }
  }

  /** Looks at the escape at i and returns the place of its last byte. */
  private int escape(int i) {
    if (out[i + 1] != 'u') {
      return i + 1;
    }
    char unit = Texts.unit(out, i + 2);
    boolean pair =
        Character.isHighSurrogate(unit)
            && out[i + 6] == '\\'
            && out[i + 7] == 'u'
            && Character.isLowSurrogate(Texts.unit(out, i + 8));
    if (pair) {
      return i + 11;
    }
    if (Character.isSurrogate(unit)) {
      System.arraycopy("fffd".getBytes(StandardCharsets.US_ASCII), 0, out, i + 2, 4);
    }
    return i + 5;
  }
}
