package dev.bartizan.core.event;

import java.util.Locale;

/** The six kinds of event; the lower-case name is their name everywhere outside Java. */
public enum Kind {
  PACKET,
  STATE,
  ALERT,
  REQUEST,
  FLOW,
  HONEYPOT;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, queries and columns. */
  public String text() {
    return text;
  }
}
