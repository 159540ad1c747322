package dev.bartizan.core.store;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Counts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds about a source.
 *
 * @param position the last committed one, encoded by its source; null when it has none
 * @param counts its books since its first start
 * @param lastMalformed the latest refused input, or null
 * @param measured the feed's latest counters of its own health
 * @param lastEventTime time in its latest event, microseconds; -1 when there was none
 */
public record SourceState(
    @Nullable String position,
    Counts counts,
    Emission.@Nullable Malformed lastMalformed,
    Map<String, Long> measured,
    long lastEventTime) {}
