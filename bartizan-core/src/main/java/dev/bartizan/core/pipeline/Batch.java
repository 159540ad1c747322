package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Event;
import java.util.List;
import java.util.Map;

/**
 * What is committed in one transaction.
 *
 * @param events in the order they were handed over; of one source in the order it read them
 * @param progress by name of source
 */
public record Batch(List<Event> events, Map<String, Progress> progress) {}
