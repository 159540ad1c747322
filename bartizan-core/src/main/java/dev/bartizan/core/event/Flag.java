package dev.bartizan.core.event;

import java.util.Locale;

/**
 * Remarks about a record that judgement must heed; held as a bit set in {@link Extra#flags}. Bits
 * are stored: never change one.
 */
public enum Flag {
  /**
   * An address in the record is masked or hashed (x.y.0.0, a digest): it may be somebody else's.
   * Never block on it.
   */
  MASKED(1),
  /** The record was over-long and cut; what is here was read from its beginning. */
  CUT(2),
  /** The capture is shorter than the packet. */
  TRUNCATED(4),
  /** A fragment other than the first: no ports. */
  FRAGMENT(8),
  /**
   * The client address is a private proxy's, and the web server was not told to trust it: the true
   * client is unknown.
   */
  PROXY(16),
  /** The record carried no usable time; the time of reading stands in. */
  UNTIMED(32);

  private final int bit;
  private final String text = name().toLowerCase(Locale.ROOT);

  Flag(int bit) {
    this.bit = bit;
  }

  /** The name in JSON, queries and columns. */
  public String text() {
    return text;
  }

  /** The bit of this flag. */
  public int bit() {
    return bit;
  }

  /** Whether the set holds this flag. */
  public boolean in(int flags) {
    return (flags & bit) != 0;
  }
}
