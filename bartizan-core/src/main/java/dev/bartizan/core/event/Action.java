package dev.bartizan.core.event;

import java.util.Locale;

/** What became of the traffic. Blocked, dropped, rejected and denied are all {@link #BLOCK}. */
public enum Action {
  PASS,
  BLOCK;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, queries and columns. */
  public String text() {
    return text;
  }
}
