package dev.bartizan.sources.json;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.MalformedInput;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of interest stand in a line, by number; they become objects only when asked for.
 * Valid while the line's buffer is. A value seen again replaces the one before. Serves one thread.
 */
public final class Slots {
  private final JsonCursor cursor;
  private final TextCache cache;
  private final int[] from;
  private final int[] to;
  private final byte[] kind;
  private int current;
  private int before;

  /** Room for the values numbered from 0 to {@code count - 1}. */
  public Slots(JsonCursor cursor, TextCache cache, int count) {
    this.cursor = cursor;
    this.cache = cache;
    from = new int[count];
    to = new int[count];
    kind = new byte[count];
  }

  /** Forgets all values. */
  public void clear() {
    java.util.Arrays.fill(kind, JsonCursor.NONE);
    current = -1;
  }

  /** Takes the value that comes next. */
  public void take(int slot) throws MalformedInput {
    current = slot;
    before = cursor.from();
    set(slot, cursor.value());
    current = -1;
  }

  /** Takes the value that comes next; of an array its first element, passing over the others. */
  public void takeFirst(int slot) throws MalformedInput {
    if (cursor.peek() != '[') {
      take(slot);
      return;
    }
    cursor.enterArray();
    kind[slot] = JsonCursor.NONE;
    for (boolean first = true; cursor.element(); first = false) {
      if (first) {
        take(slot);
      } else {
        cursor.value();
      }
    }
  }

  /** Takes what there is of the text in which a cut line ended, if that was this slot's. */
  public void takeCut(int slot) {
    if (current == slot && cursor.from() != before) {
      from[slot] = cursor.from();
      to[slot] = cursor.limit();
      kind[slot] = JsonCursor.ESCAPED_TEXT;
    }
  }

  /** Notes that there is an object without taking it as a value. */
  public void mark(int slot) {
    kind[slot] = JsonCursor.OBJECT;
  }

  private void set(int slot, byte valueKind) {
    from[slot] = cursor.from();
    to[slot] = cursor.to();
    kind[slot] = valueKind;
  }

  /** The kind of the value, {@link JsonCursor#NONE} when there was none. */
  public byte kind(int slot) {
    return kind[slot];
  }

  /** Whether there is a value other than null. */
  public boolean has(int slot) {
    return kind[slot] != JsonCursor.NONE && kind[slot] != JsonCursor.NULL;
  }

  /** Whether the value is a text. */
  public boolean isText(int slot) {
    return kind[slot] >= JsonCursor.TEXT && kind[slot] <= JsonCursor.ESCAPED_TEXT;
  }

  /** Where the value begins; the first byte of a text after its quote. */
  public int from(int slot) {
    return from[slot];
  }

  /** Where the value ends; the closing quote of a text. */
  public int to(int slot) {
    return to[slot];
  }

  /** The text, or null when the value is none; texts that are seen often are one object. */
  public @Nullable String text(int slot) {
    return isText(slot) ? cache.text(cursor.buffer(), from[slot], to[slot], kind[slot]) : null;
  }

  /** The text, or null when the value is none or the empty text. */
  public @Nullable String filled(int slot) {
    return from[slot] == to[slot] ? null : text(slot);
  }

  /** The text, a new object each time: for values that seldom repeat. */
  public @Nullable String rare(int slot) {
    return isText(slot) ? Texts.of(cursor.buffer(), from[slot], to[slot], kind[slot]) : null;
  }

  /** A part of a text of this kind, a new object each time; no escape may stand across its ends. */
  public String part(int partFrom, int partTo, byte textKind) {
    return Texts.of(cursor.buffer(), partFrom, partTo, textKind);
  }

  /** The text, or the digits of a number, or null: for ids that come as either. */
  public @Nullable String label(int slot) {
    return kind[slot] == JsonCursor.NUMBER
        ? Texts.of(cursor.buffer(), from[slot], to[slot], JsonCursor.TEXT)
        : rare(slot);
  }

  /** The address that the text is, or null. */
  public @Nullable Address address(int slot) {
    return isText(slot) && to[slot] - from[slot] <= 45
        ? Address.parse(new Ascii(cursor.buffer(), from[slot], to[slot] - from[slot]))
        : null;
  }

  /** A whole number from 0 to 2^53, also one in quotes; -1 when the value is none. */
  public long whole(int slot) {
    return kind[slot] == JsonCursor.NUMBER || kind[slot] == JsonCursor.TEXT
        ? Numbers.whole(cursor.buffer(), from[slot], to[slot])
        : -1;
  }

  /** Like {@link #whole}, but -1 also when it is above {@code highest}. */
  public int small(int slot, int highest) {
    long whole = whole(slot);
    return whole > highest ? -1 : (int) whole;
  }

  /** Whether the value is true, or a number other than zero. */
  public boolean isSet(int slot) {
    return kind[slot] == JsonCursor.TRUE || (kind[slot] == JsonCursor.NUMBER && whole(slot) > 0);
  }

  /** Microseconds since the epoch by {@link Moments}, or -1. */
  public long moment(int slot) {
    return switch (kind[slot]) {
      case JsonCursor.NUMBER -> Moments.ofNumber(cursor.buffer(), from[slot], to[slot]);
      case JsonCursor.TEXT -> Moments.ofText(cursor.buffer(), from[slot], to[slot]);
      default -> -1;
    };
  }

  /** A number of seconds in microseconds, cut; -1 when the value is none or negative. */
  public long seconds(int slot) {
    return kind[slot] == JsonCursor.NUMBER
        ? Numbers.scaled(cursor.buffer(), from[slot], to[slot], 6)
        : -1;
  }

  private record Ascii(byte[] bytes, int offset, int length) implements CharSequence {
    @Override
    public char charAt(int index) {
      return (char) (bytes[offset + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int begin, int limit) {
      return new Ascii(bytes, offset + begin, limit - begin);
    }

    @Override
    public String toString() {
      return new String(bytes, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }
}
