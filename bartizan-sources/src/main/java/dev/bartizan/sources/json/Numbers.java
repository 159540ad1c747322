package dev.bartizan.sources.json;

/** Numbers from their digits, exactly: no binary fractions in between. Pure functions. */
public final class Numbers {
  /** The highest number that fields hold. */
  public static final long HIGHEST = 1L << 53;

  private Numbers() {}

  /** A whole number from 0 to 2^53 without sign, fraction or exponent; -1 for all else. */
  public static long whole(byte[] bytes, int from, int to) {
    if (to - from > 16 || from >= to) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number > HIGHEST ? -1 : number;
  }

  /**
   * A JSON number times ten to the power of {@code places}, what is left of it after the point cut
   * off; -1 when negative, above 2^62, or with an exponent beyond 30.
   */
  public static long scaled(byte[] bytes, int from, int to, int places) {
    long number = 0;
    int i = from;
    while (i < to && isDigit(bytes[i])) {
      if (number >= 1L << 58) {
        return -1;
      }
      number = number * 10 + (bytes[i++] - '0');
    }
    if (i == from) {
      return -1;
    }
    int left = places;
    boolean point = i < to && bytes[i] == '.';
    if (point) {
      for (i++; i < to && isDigit(bytes[i]) && left > 0; i++, left--) {
        if (number >= 1L << 58) {
          return -1;
        }
        number = number * 10 + (bytes[i] - '0');
      }
      while (i < to && isDigit(bytes[i])) {
        i++;
      }
    }
    return i < to ? exponential(bytes, from, to, places) : raised(number, left);
  }

  private static long exponential(byte[] bytes, int from, int to, int places) {
    if (to - from > 40) {
      return -1;
    }
    try {
      var text = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
      var number = new java.math.BigDecimal(text);
      if (number.signum() < 0 || Math.abs((long) number.scale()) > 60) {
        return number.signum() == 0 ? 0 : -1;
      }
      var scaled = number.movePointRight(places).toBigInteger();
      return scaled.bitLength() > 62 ? -1 : scaled.longValue();
    } catch (NumberFormatException | ArithmeticException _) {
      return -1;
    }
  }

  private static long raised(long number, int places) {
    long raised = number;
    for (int i = 0; i < places; i++) {
      if (raised >= 1L << 58) {
        return -1;
      }
      raised *= 10;
    }
    return raised;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
