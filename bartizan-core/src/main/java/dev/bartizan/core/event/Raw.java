package dev.bartizan.core.event;

/**
 * A record as it came.
 *
 * @param linkType pcap link type of a captured frame (tcpdump.org/linktypes.html), or {@link #LINE}
 *     for a line of text
 * @param originalLength length on the wire in bytes; not less than {@code bytes.length}
 * @param bytes the record; not to be changed by anyone
 */
public record Raw(int linkType, int originalLength, byte[] bytes) {
  /** A line of text, without its newline. */
  public static final int LINE = -1;

  /** A line of text: a copy of these bytes. */
  public static Raw line(byte[] buffer, int offset, int length) {
    return new Raw(LINE, length, java.util.Arrays.copyOfRange(buffer, offset, offset + length));
  }

  @Override
  public String toString() {
    return "Raw[" + linkType + ", " + bytes.length + " of " + originalLength + " bytes]";
  }
}
