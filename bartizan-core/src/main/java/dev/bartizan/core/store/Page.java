package dev.bartizan.core.store;

import dev.bartizan.core.event.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events of a selection.
 *
 * @param next cursor of the next page, opaque and safe in a URL; null when this is the last
 */
public record Page(List<StoredEvent> events, @Nullable String next) {}
