package dev.bartizan.sources.pcap;

/**
 * What a section of a pcapng file says of an interface.
 *
 * @param snapLength 0 when unlimited
 * @param resolution of its clock as in if_tsresol: the negative power of ten, or of two when the
 *     highest bit is set
 * @param offset seconds to add to its clock
 */
record Interface(int linkType, long snapLength, int resolution, long offset) {
  private static final int MICROSECONDS = 6;
  private static final int RESOLUTION = 9;
  private static final int OFFSET = 14;

  /** Reads the description block at {@code at}, whose options end before {@code to}. */
  static Interface read(byte[] b, int at, int to, boolean big) {
    int resolution = MICROSECONDS;
    long offset = 0;
    int option = at + 16;
    while (option + 4 <= to) {
      int code = Order.u16(b, option, big);
      int length = Order.u16(b, option + 2, big);
      if (code == 0 || option + 4 + length > to) {
        break;
      }
      if (code == RESOLUTION && length >= 1) {
        resolution = b[option + 4] & 0xff;
      } else if (code == OFFSET && length >= 8) {
        offset = Order.i64(b, option + 4, big);
      }
      option += 4 + ((length + 3) & ~3);
    }
    return new Interface(Order.u16(b, at + 8, big), Order.u32(b, at + 12, big), resolution, offset);
  }

  /** A reading of the clock as microseconds since the epoch; -1 when it cannot be one. */
  long micros(long units) {
    if (resolution == MICROSECONDS && offset == 0) {
      return Math.max(-1, units);
    }
    long micros = resolution < 128 ? decimal(units, resolution) : binary(units, resolution & 127);
    long shifted = micros + offset * 1_000_000;
    return micros < 0 || shifted < 0 ? -1 : shifted;
  }

  private static long decimal(long units, int digits) {
    if (digits <= 6) {
      long factor = power(6 - digits);
      return units < 0 || units > Long.MAX_VALUE / factor ? -1 : units * factor;
    }
    return digits > 24 ? 0 : Long.divideUnsigned(units, power(Math.min(18, digits - 6)));
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  private static long binary(long units, int bits) {
    if (bits > 63) {
      return 0;
    }
    long seconds = bits == 0 ? units : units >>> bits;
    if (seconds < 0 || seconds > Long.MAX_VALUE / 1_000_000 - 1) {
      return -1;
    }
    long fraction = bits == 0 ? 0 : units << (64 - bits);
    return seconds * 1_000_000 + Math.unsignedMultiplyHigh(fraction, 1_000_000);
  }
}
