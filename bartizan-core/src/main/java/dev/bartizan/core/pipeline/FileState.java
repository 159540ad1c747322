package dev.bartizan.core.pipeline;

/**
 * How far one file is read: {@code read + skipped == size} once all of it is.
 *
 * @param path where it stands now
 * @param size in bytes, unpacked when the file is compressed; -1 while unknown
 * @param read bytes that records took
 * @param skipped bytes passed over: before the first start, in runs of NUL, past the line limit
 */
public record FileState(String path, long size, long read, long skipped) {}
