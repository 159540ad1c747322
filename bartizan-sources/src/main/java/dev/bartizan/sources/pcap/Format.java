package dev.bartizan.sources.pcap;

import dev.bartizan.core.pipeline.MalformedInput;

/** How records follow each other in a capture; holds what headers so far have said. */
abstract sealed class Format permits PcapFormat, PcapngFormat {
  /** The longest frame that any capturing program writes (libpcap's MAXIMUM_SNAPLEN). */
  static final int LONGEST_FRAME = 262_144;

  /**
   * Reads the record at {@code at} of a buffer filled up to {@code to}.
   *
   * @return whether it was all there and the cursor holds it
   * @throws MalformedInput when it cannot be a record; nothing after it can be found either
   */
  abstract boolean step(byte[] bytes, int at, int to, Cursor cursor) throws MalformedInput;

  /** What this format knows now, for another thread; later headers do not change it. */
  abstract Format snapshot();

  /** Whether {@code other} reads frames as this does. */
  abstract boolean agrees(Format other);

  /** Microseconds since the epoch out of seconds and a fraction. */
  static long micros(long seconds, long fraction, int perMicro) {
    return seconds * 1_000_000 + fraction / perMicro;
  }
}
