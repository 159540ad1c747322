package dev.bartizan.app.demo;

/** Times as the feeds write them. Pure functions. */
final class Stamp {
  private static final long DAY = 86_400;

  private Stamp() {}

  /** {@code 2026-11-20T22:10:35.123456}, in UTC. */
  static void iso(StringBuilder out, long micros) {
    long seconds = micros / 1_000_000;
    var date = java.time.LocalDate.ofEpochDay(seconds / DAY);
    long clock = seconds % DAY;
    padded(out, date.getYear(), 4).append('-');
    padded(out, date.getMonthValue(), 2).append('-');
    padded(out, date.getDayOfMonth(), 2).append('T');
    padded(out, clock / 3600, 2).append(':');
    padded(out, clock / 60 % 60, 2).append(':');
    padded(out, clock % 60, 2).append('.');
    padded(out, micros % 1_000_000, 6);
  }

  /** {@code 1795213015.726905}. */
  static void seconds(StringBuilder out, long micros) {
    out.append(micros / 1_000_000).append('.');
    padded(out, micros % 1_000_000, 6);
  }

  private static StringBuilder padded(StringBuilder out, long value, int digits) {
    for (long limit = pow(digits - 1); limit > 1 && value < limit; limit /= 10) {
      out.append('0');
    }
    return out.append(value);
  }

  private static long pow(int digits) {
    long value = 1;
    for (int i = 0; i < digits; i++) {
      value *= 10;
    }
    return value;
  }
}
