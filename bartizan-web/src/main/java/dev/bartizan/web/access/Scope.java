package dev.bartizan.web.access;

import java.util.Locale;

/** What a token is for; it opens nothing outside its scopes, whatever its role. */
public enum Scope {
  /** Events, addresses, sources, the live stream. */
  READ,
  /** The Prometheus page. */
  METRICS,
  /** Users and tokens. */
  MANAGE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, files and on the command line. */
  public String text() {
    return text;
  }
}
