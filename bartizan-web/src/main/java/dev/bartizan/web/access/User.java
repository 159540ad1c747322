package dev.bartizan.web.access;

/** Somebody who signs in with a password, or did with a one-time link. */
public record User(String name, Role role) {}
