package dev.bartizan.sources.json;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A fixed set of member names, each with its number: its place in the list. Immutable. */
public final class Names {
  private static final java.lang.invoke.VarHandle WORDS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final byte[][] texts;
  private final int[] numbers;
  private final int mask;

  private Names(List<String> names) {
    int size = Integer.highestOneBit(Math.max(4, names.size())) * 4;
    texts = new byte[size][];
    numbers = new int[size];
    mask = size - 1;
    for (int number = 0; number < names.size(); number++) {
      add(names.get(number).getBytes(StandardCharsets.UTF_8), number);
    }
  }

  /** The names in the order of their numbers, from 0. */
  public static Names of(String... names) {
    return new Names(List.of(names));
  }

  /** The names in the order of their numbers, from 0; a repeated name keeps its first number. */
  public static Names of(List<String> names) {
    return new Names(names);
  }

  private void add(byte[] text, int number) {
    if (find(text, 0, text.length, hash(text)) >= 0) {
      return;
    }
    int at = slot(hash(text));
    while (texts[at] != null) {
      at = (at + 1) & mask;
    }
    texts[at] = text;
    numbers[at] = number;
  }

  /** The number of the name in [from, to) whose words were mixed to {@code hash}, or -1. */
  int find(byte[] buffer, int from, int to, long hash) {
    int at = slot(hash);
    for (var text = texts[at]; text != null; text = texts[at]) {
      if (Arrays.equals(buffer, from, to, text, 0, text.length)) {
        return numbers[at];
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & mask;
  }

  /** Adds eight bytes, or the last ones filled up with zeros, to a hash that begins with 0. */
  static long mix(long hash, long word) {
    long mixed = (hash ^ word) * MIX;
    return mixed ^ (mixed >>> 29);
  }

  static long hash(byte[] text) {
    var filled = Arrays.copyOf(text, (text.length | 7) + 1);
    long hash = 0;
    for (int i = 0; i < filled.length; i += 8) {
      hash = mix(hash, (long) WORDS.get(filled, i));
    }
    return hash;
  }
}
