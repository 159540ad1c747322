package dev.bartizan.web;

/**
 * Which program this is.
 *
 * @param demo whether the data is made up, which the console says on every page
 */
public record Edition(String version, boolean demo) {}
