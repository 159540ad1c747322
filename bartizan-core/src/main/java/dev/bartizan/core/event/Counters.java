package dev.bartizan.core.event;

/**
 * Packets and bytes sent by the source and by the destination of a state or flow; -1 where unknown.
 */
public record Counters(long srcPackets, long srcBytes, long dstPackets, long dstBytes) {
  /** Nothing known. */
  public static final Counters UNKNOWN = new Counters(-1, -1, -1, -1);
}
