package dev.bartizan.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Times as people give them in requests, in microseconds since the epoch. */
final class Times {
  static final long HOUR = 3_600_000_000L;
  private static final Pattern RELATIVE = Pattern.compile("-(\\d{1,6})(s|m|h|d)");

  private Times() {}

  static long now(InstantSource clock) {
    return micros(clock.instant());
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** RFC 3339, a day, {@code now}, or {@code -15m}, {@code -24h}, {@code -7d} from now. */
  static long parse(String name, String text, InstantSource clock) {
    if (text.equals("now")) {
      return now(clock);
    }
    var relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return now(clock) - Long.parseLong(relative.group(1)) * unit(relative.group(2));
    }
    try {
      long micros =
          text.length() == 10
              ? micros(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
              : micros(OffsetDateTime.parse(text).toInstant());
      return Math.max(0, micros);
    } catch (DateTimeException | ArithmeticException _) {
      throw Problem.bad(
          name + " is no time",
          "Give RFC 3339 such as 2026-01-31T12:00:00Z, or -15m, -24h, -7d, now");
    }
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "s" -> 1_000_000L;
      case "m" -> 60_000_000L;
      case "h" -> HOUR;
      default -> 24 * HOUR;
    };
  }
}
