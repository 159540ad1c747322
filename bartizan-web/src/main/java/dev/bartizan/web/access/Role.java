package dev.bartizan.web.access;

import java.util.Locale;

/** What one may do; each role may all that those before it may. */
public enum Role {
  /** Sees everything that is no secret. */
  VIEWER,
  /** Decides about addresses. */
  OPERATOR,
  /** Decides about users and tokens. */
  ADMIN;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, files and on the command line. */
  public String text() {
    return text;
  }

  /** Whether this role may do what needs at least {@code least}. */
  public boolean may(Role least) {
    return compareTo(least) >= 0;
  }
}
