package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Emission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one batch brought for one source.
 *
 * @param position the last one, encoded; null when it did not move or there is none
 * @param counts added by this batch
 * @param gaps found in this batch
 * @param lastMalformed the latest refused input, or null when there was none
 * @param measured the feed's latest counters of its own health; empty when there were none
 * @param lastEventTime time in the source's latest event, microseconds; -1 when there was none
 */
public record Progress(
    @Nullable String position,
    Counts counts,
    List<Emission.Gap> gaps,
    Emission.@Nullable Malformed lastMalformed,
    Map<String, Long> measured,
    long lastEventTime) {}
