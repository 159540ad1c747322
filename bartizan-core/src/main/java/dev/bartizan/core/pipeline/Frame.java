package dev.bartizan.core.pipeline;

/**
 * A captured frame.
 *
 * @param linkType pcap link type (tcpdump.org/linktypes.html)
 * @param time of capture, microseconds since the epoch; -1 when unknown
 * @param bytes the buffer it stands in; valid only during the call
 * @param offset where it begins
 * @param length captured bytes
 * @param originalLength bytes on the wire
 */
public record Frame(
    int linkType, long time, byte[] bytes, int offset, int length, int originalLength) {}
