package dev.bartizan.core.event;

/**
 * Who saw an event.
 *
 * @param sensor id of the installation
 * @param source name of the source in its configuration
 */
public record Origin(String sensor, String source) {}
