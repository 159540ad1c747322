package dev.bartizan.sources.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the same string for the same bytes while they are seen often: hosts, agents, methods.
 * Holds at most 1024 texts of at most {@link #LONGEST} bytes. Serves one thread.
 */
public final class TextCache {
  /** Longer texts are made anew each time. */
  public static final int LONGEST = 512;

  private static final java.lang.invoke.VarHandle WORDS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(
          long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);
  private static final int SIZE = 1024;

  private final Entry[] entries = new Entry[SIZE];

  private record Entry(byte[] bytes, byte kind, String text) {}

  /** The text of this kind ({@link JsonCursor#TEXT} ...) in [from, to). */
  public String text(byte[] buffer, int from, int to, byte kind) {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return Texts.of(buffer, from, to, kind);
    }
    int slot = slot(buffer, from, to);
    @Nullable Entry entry = entries[slot];
    if (entry != null
        && entry.kind == kind
        && Arrays.equals(buffer, from, to, entry.bytes, 0, entry.bytes.length)) {
      return entry.text;
    }
    var text = Texts.of(buffer, from, to, kind);
    entries[slot] = new Entry(Arrays.copyOfRange(buffer, from, to), kind, text);
    return text;
  }

  private static int slot(byte[] buffer, int from, int to) {
    long hash = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = Names.mix(hash, (long) WORDS.get(buffer, i));
    }
    for (; i < to; i++) {
      hash = hash * 31 + buffer[i];
    }
    return (int) (Names.mix(hash, 0) >>> 40) & (SIZE - 1);
  }
}
