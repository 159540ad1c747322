package dev.bartizan.core.event;

/**
 * An event after its commit.
 *
 * @param id its number in the store: 1, 2, 3 ... in order of commit, without gaps while the event
 *     is kept
 */
public record StoredEvent(long id, Event event) {}
