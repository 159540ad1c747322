package dev.bartizan.sources.filterlog;

import dev.bartizan.core.pipeline.MalformedInput;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times at the head of syslog lines, as microseconds since the epoch. BSD times (RFC 3164) have no
 * year and no zone: the zone is a setting, the year the latest that does not put them more than a
 * day into the future. RFC 5424 times are complete; one without an offset is in the zone too. One
 * per thread.
 */
final class Stamps {
  /** Length of {@code Nov 20 22:30:00}. */
  static final int BSD = 15;

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int LEAP_CYCLE = 8;
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final InstantSource clock;
  private final ZoneId zone;
  private int minute = -1;
  private long minuteStart;
  private long resolvedAt;
  private int day = -1;
  private long epochDay;

  Stamps(InstantSource clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  long now() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  /** Whether a BSD time begins here. */
  static boolean isBsd(byte[] b, int at, int end) {
    return end - at >= BSD
        && b[at + 3] == ' '
        && b[at + 6] == ' '
        && b[at + 9] == ':'
        && b[at + 12] == ':'
        && month(b, at) > 0;
  }

  private static int month(byte[] b, int at) {
    for (int i = 0; i < 12; i++) {
      var name = MONTHS.get(i);
      if (b[at] == name.charAt(0) && b[at + 1] == name.charAt(1) && b[at + 2] == name.charAt(2)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** A BSD time of which {@link #isBsd} is true. */
  long bsd(byte[] b, int at) throws MalformedInput {
    int second = two(b, at + 13);
    int key = ((month(b, at) * 32 + two(b, at + 4)) * 24 + two(b, at + 7)) * 60 + two(b, at + 10);
    long now = clock.millis();
    if (key != minute || Math.abs(now - resolvedAt) > 60_000) {
      minuteStart = resolve(month(b, at), two(b, at + 4), two(b, at + 7), two(b, at + 10));
      minute = key;
      resolvedAt = now;
    }
    if (second > 60) {
      throw new MalformedInput("time with second " + second);
    }
    return (minuteStart + second) * 1_000_000;
  }

  private long resolve(int month, int dayOfMonth, int hour, int minuteOfHour)
      throws MalformedInput {
    var latest = clock.instant().plus(AHEAD);
    int year = latest.atZone(zone).getYear();
    for (int i = 0; i <= LEAP_CYCLE; i++) {
      var found = instant(year - i, month, dayOfMonth, hour, minuteOfHour);
      if (found != null && !found.isAfter(latest)) {
        return found.getEpochSecond();
      }
    }
    throw new MalformedInput("time that is on no calendar");
  }

  private @Nullable Instant instant(
      int year, int month, int dayOfMonth, int hour, int minuteOfHour) {
    try {
      return LocalDateTime.of(year, month, dayOfMonth, hour, minuteOfHour).atZone(zone).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Whether a complete time begins here. */
  static boolean isIso(byte[] b, int at, int end) {
    return end - at >= 19 && b[at + 4] == '-' && b[at + 7] == '-' && b[at + 10] == 'T';
  }

  /** A complete time in [at, end), of which {@link #isIso} is true. */
  long iso(byte[] b, int at, int end) throws MalformedInput {
    int hour = two(b, at + 11);
    int minuteOfHour = two(b, at + 14);
    int second = two(b, at + 17);
    if (hour > 23 || minuteOfHour > 59 || second > 60) {
      throw new MalformedInput("time that is on no clock");
    }
    int i = at + 19;
    long micros = 0;
    if (i < end && b[i] == '.') {
      long unit = 100_000;
      while (++i < end && b[i] >= '0' && b[i] <= '9') {
        micros += (b[i] - '0') * unit;
        unit /= 10;
      }
    }
    long local = (epochDay(b, at) * 24 + hour) * 60 + minuteOfHour;
    return (local * 60 + second - offset(b, i, end, local * 60)) * 1_000_000 + micros;
  }

  private long epochDay(byte[] b, int at) throws MalformedInput {
    int year = two(b, at) * 100 + two(b, at + 2);
    int key = (year * 100 + two(b, at + 5)) * 100 + two(b, at + 8);
    if (key != day) {
      try {
        epochDay = LocalDate.of(year, two(b, at + 5), two(b, at + 8)).toEpochDay();
      } catch (DateTimeException _) {
        throw new MalformedInput("date that is on no calendar");
      }
      day = key;
    }
    return epochDay;
  }

  /** Seconds east of Greenwich: {@code Z}, {@code +02:00}, {@code +0200} or nothing. */
  private long offset(byte[] b, int at, int end, long local) throws MalformedInput {
    int length = end - at;
    if (length == 0) {
      var noon = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
      return zone.getRules().getOffset(noon).getTotalSeconds();
    }
    if (length == 1 && b[at] == 'Z') {
      return 0;
    }
    boolean signed = b[at] == '+' || b[at] == '-';
    if (!signed || (length != 5 && (length != 6 || b[at + 3] != ':'))) {
      throw new MalformedInput("time with an unknown offset");
    }
    long seconds = two(b, at + 1) * 3600L + two(b, at + length - 2) * 60L;
    return b[at] == '-' ? -seconds : seconds;
  }

  private static int two(byte[] b, int at) throws MalformedInput {
    int tens = b[at] == ' ' ? 0 : b[at] - '0';
    int ones = b[at + 1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw new MalformedInput("time without digits");
    }
    return tens * 10 + ones;
  }
}
