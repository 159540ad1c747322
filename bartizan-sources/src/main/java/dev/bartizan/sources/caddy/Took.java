package dev.bartizan.sources.caddy;

import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Numbers;
import dev.bartizan.sources.json.Slots;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How long a request took, in the forms that Caddy's {@code duration_format} knows. */
final class Took {
  private static final long LONGEST_SECONDS = 1_000_000;
  private static final Pattern PART =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)(h|ms|m|s|us|µs|μs|ns)");

  private Took() {}

  /**
   * In microseconds, or -1. A number means seconds, but one without a fraction from a million on
   * nanoseconds: no request takes eleven days. A text is Go's, such as {@code 1m2.5s}.
   */
  static long micros(Slots slots, int slot) {
    if (slots.kind(slot) == JsonCursor.NUMBER) {
      long whole = slots.whole(slot);
      return whole >= LONGEST_SECONDS ? whole / 1000 : slots.seconds(slot);
    }
    var text = slots.rare(slot);
    return text == null || text.length() > 40 ? -1 : micros(text);
  }

  static long micros(String text) {
    var part = PART.matcher(text);
    var nanos = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
      end = part.end();
    }
    if (end == 0 || end < text.length()) {
      return -1;
    }
    long micros = nanos.movePointLeft(3).longValue();
    return micros > Numbers.HIGHEST ? -1 : micros;
  }

  private static BigDecimal nanosOf(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "h" -> 3_600_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "s" -> 1_000_000_000L;
          case "ms" -> 1_000_000L;
          case "ns" -> 1L;
          default -> 1_000L;
        });
  }
}
