package dev.bartizan.core.event;

import java.util.Locale;

/** Which way a packet went as its firewall saw it. */
public enum Direction {
  IN,
  OUT,
  FORWARD;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, queries and columns. */
  public String text() {
    return text;
  }
}
