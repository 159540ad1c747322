package dev.bartizan.sources.eve;

import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Names;
import dev.bartizan.sources.json.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Suricata's counters: whole numbers by the dotted path of their names. */
final class Statistics {
  private static final int MOST = 20_000;
  private static final int DEEPEST = 20;
  private static final Names NONE = Names.of();

  private Statistics() {}

  /** Of the object that comes next, which the cursor has passed before. */
  static Map<String, Long> read(JsonCursor cursor) throws MalformedInput {
    var counters = new TreeMap<String, Long>();
    read(cursor, "", 0, counters);
    return counters;
  }

  private static void read(JsonCursor cursor, String prefix, int depth, Map<String, Long> counters)
      throws MalformedInput {
    cursor.enterObject();
    while (cursor.member(NONE) != JsonCursor.END) {
      int from = cursor.from();
      var bytes = cursor.buffer();
      var name = prefix + new String(bytes, from, cursor.to() - from, StandardCharsets.UTF_8);
      if (cursor.peek() == '{' && depth < DEEPEST) {
        read(cursor, name + ".", depth + 1, counters);
      } else if (cursor.value() == JsonCursor.NUMBER && counters.size() < MOST) {
        long number = Numbers.whole(bytes, cursor.from(), cursor.to());
        if (number >= 0) {
          counters.put(name, number);
        }
      }
    }
  }
}
