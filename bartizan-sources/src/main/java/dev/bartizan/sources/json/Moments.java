package dev.bartizan.sources.json;

/**
 * Times as feeds write them, in microseconds since the epoch, finer digits cut; -1 when the text is
 * no time between 1970 and 2261. Pure functions.
 */
public final class Moments {
  private static final long SECOND = 1_000_000;
  private static final long LAST = 9_214_646_400_000_000L;
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private Moments() {}

  /**
   * A number since the epoch. The unit follows from the size: below 10^11 seconds, below 10^14
   * milliseconds, below 10^17 microseconds, else nanoseconds; so each is told for the years from
   * 1974 on. All digits count.
   */
  public static long ofNumber(byte[] bytes, int from, int to) {
    long whole = Numbers.scaled(bytes, from, to, 0);
    if (whole < 0) {
      return -1;
    }
    long micros =
        whole < 100_000_000_000L
            ? Numbers.scaled(bytes, from, to, 6)
            : whole < 100_000_000_000_000L
                ? Numbers.scaled(bytes, from, to, 3)
                : whole < 100_000_000_000_000_000L ? whole : whole / 1000;
    return inRange(micros);
  }

  /**
   * A date and time: ISO 8601 and RFC 3339 with or without fraction, the offset as {@code Z},
   * {@code +02:00}, {@code +0200}, {@code +02} or none, which is UTC; also with slashes in the date
   * and a blank between date and time, and as in the Common Log Format ({@code 20/Nov/2026:22:10:15
   * +0100}).
   */
  public static long ofText(byte[] bytes, int from, int to) {
    var reader = new Reader(bytes, from, to);
    long micros = to - from > 2 && bytes[from + 2] == '/' ? reader.common() : reader.iso();
    return reader.ok && reader.at == to ? inRange(micros) : -1;
  }

  private static long inRange(long micros) {
    return micros >= 0 && micros < LAST ? micros : -1;
  }

  /** Reads on; a mismatch is remembered and makes the whole void. */
  private static final class Reader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean ok = true;

    Reader(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.at = from;
      this.end = to;
    }

    long iso() {
      int year = digits(4);
      byte separator = next();
      ok &= separator == '-' || separator == '/';
      int month = digits(2);
      ok &= next() == separator;
      int day = digits(2);
      byte between = next();
      ok &= between == 'T' || between == 't' || between == ' ';
      return time(year, month, day);
    }

    long common() {
      int day = digits(2);
      ok &= next() == '/';
      int month = month();
      ok &= next() == '/';
      int year = digits(4);
      ok &= next() == ':';
      return time(year, month, day);
    }

    private long time(int year, int month, int day) {
      int hour = digits(2);
      ok &= next() == ':';
      int minute = digits(2);
      ok &= next() == ':';
      int second = digits(2);
      long fraction = fraction();
      long offset = offset();
      ok &= year >= 1970 && year < 2262 && month >= 1 && month <= 12 && day >= 1;
      ok &= hour < 24 && minute < 60 && second <= 60;
      if (!ok || day > java.time.YearMonth.of(year, month).lengthOfMonth()) {
        ok = false;
        return -1;
      }
      long days = days(year, month, day);
      long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
      return seconds * SECOND + fraction;
    }

    private long fraction() {
      if (peek() != '.' && peek() != ',') {
        return 0;
      }
      at++;
      long micros = 0;
      int count = 0;
      for (; isDigit(peek()); at++, count++) {
        micros = count < 6 ? micros * 10 + (peek() - '0') : micros;
      }
      ok &= count > 0 && count < 20;
      for (; count < 6; count++) {
        micros *= 10;
      }
      return micros;
    }

    /** Seconds east of Greenwich. */
    private long offset() {
      if (peek() == ' ' && end - at > 1) {
        at++;
      }
      if (at == end) {
        return 0;
      }
      byte sign = next();
      if (sign == 'Z' || sign == 'z') {
        return 0;
      }
      ok &= sign == '+' || sign == '-';
      int hours = digits(2);
      if (peek() == ':') {
        at++;
      }
      int minutes = at == end ? 0 : digits(2);
      ok &= hours < 24 && minutes < 60;
      long seconds = hours * 3600L + minutes * 60L;
      return sign == '-' ? -seconds : seconds;
    }

    private int month() {
      for (int month = 0; month < 12 && end - at >= 3; month++) {
        if (bytes[at] == MONTHS.charAt(month * 3)
            && bytes[at + 1] == MONTHS.charAt(month * 3 + 1)
            && bytes[at + 2] == MONTHS.charAt(month * 3 + 2)) {
          at += 3;
          return month + 1;
        }
      }
      ok = false;
      return 0;
    }

    private int digits(int count) {
      int number = 0;
      for (int i = 0; i < count; i++) {
        byte c = next();
        ok &= isDigit(c);
        number = number * 10 + (c - '0');
      }
      return number;
    }

    private byte next() {
      byte c = peek();
      at = Math.min(at + 1, end);
      return c;
    }

    private byte peek() {
      return at < end ? bytes[at] : 0;
    }

    private static boolean isDigit(byte c) {
      return c >= '0' && c <= '9';
    }

    /** Days since the epoch in the Gregorian calendar, for years from 1970. */
    private static long days(int year, int month, int day) {
      int shifted = month > 2 ? year : year - 1;
      int monthFromMarch = (month + 9) % 12;
      long inYears = shifted * 365L + shifted / 4 - shifted / 100 + shifted / 400;
      return inYears + (monthFromMarch * 153 + 2) / 5 + day - 1 - 719_468;
    }
  }
}
