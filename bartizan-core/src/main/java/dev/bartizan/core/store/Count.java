package dev.bartizan.core.store;

/**
 * How often a value occurs.
 *
 * @param value as in JSON and CSV
 */
public record Count(String value, long count) {}
