package dev.bartizan.sources.pcap;

import dev.bartizan.core.pipeline.MalformedInput;
import org.jspecify.annotations.Nullable;

/**
 * Whole records of a capture that one thread can read without knowing those before.
 *
 * @param bytes the buffer they stand in
 * @param from where the first begins, a frame
 * @param until where the last ends
 * @param position of the first in the capture
 * @param format how to read them
 * @param fault why nothing can be read behind them, or null when nothing is wrong
 */
record Stretch(
    byte[] bytes,
    int from,
    int until,
    long position,
    Format format,
    @Nullable MalformedInput fault) {}
