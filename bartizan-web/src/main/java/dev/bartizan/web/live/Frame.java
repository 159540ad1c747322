package dev.bartizan.web.live;

import dev.bartizan.core.event.StoredEvent;
import java.util.List;

/**
 * What a reader gets at one time.
 *
 * @param events by rising number
 * @param shed how many it did not get so far because it was too slow; at most this many matched
 * @param last the number to resume after; everything up to it was looked at
 * @param matched how many matched since it caught up, those shed included
 */
public record Frame(List<StoredEvent> events, long shed, long last, long matched) {}
