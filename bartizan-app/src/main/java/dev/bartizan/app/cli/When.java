package dev.bartizan.app.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;

/** Times as people type them: {@code 24h} ago, {@code now}, a day, or RFC 3339. */
final class When {
  private static final Pattern AGO = Pattern.compile("-?(\\d{1,6})([smhdw])");
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

  private When() {}

  /**
   * Microseconds since the epoch.
   *
   * @throws Failure when it is no time
   */
  static long micros(String text, Instant now) {
    var ago = AGO.matcher(text);
    if (ago.matches()) {
      long seconds = Long.parseLong(ago.group(1)) * SECONDS.getOrDefault(ago.group(2), 1L);
      return micros(now.minusSeconds(seconds));
    }
    try {
      if (text.equals("now")) {
        return micros(now);
      }
      return text.length() == 10
          ? micros(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC))
          : micros(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      throw new Failure(
          Exit.USAGE,
          "'"
              + text
              + "' is no time; write 15m, 24h or 7d (ago), 2026-11-20, or 2026-11-20T22:10:35Z");
    }
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }
}
