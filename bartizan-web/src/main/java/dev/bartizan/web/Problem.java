package dev.bartizan.web;

import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, told to the client: what, why, what to do.
 *
 * @see Answers
 */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String cause;
  private final String fix;
  private final int column;
  private final long retryAfter;

  private Problem(int status, String error, String cause, String fix, int column, long retryAfter) {
    super(error, null, false, false);
    this.status = status;
    this.cause = cause;
    this.fix = fix;
    this.column = column;
    this.retryAfter = retryAfter;
  }

  Problem(int status, String error, String cause, String fix) {
    this(status, error, cause, fix, 0, 0);
  }

  static Problem bad(String cause, String fix) {
    return new Problem(400, "The request cannot be understood", cause, fix);
  }

  static Problem query(dev.bartizan.core.query.QuerySyntaxException e) {
    return new Problem(
        400,
        "The query cannot be read",
        String.valueOf(e.getMessage()),
        "Correct it at column " + e.column(),
        e.column(),
        0);
  }

  static Problem later(int status, String error, String cause, long seconds) {
    return new Problem(status, error, cause, "Try again in " + seconds + " seconds", 0, seconds);
  }

  int status() {
    return status;
  }

  String why() {
    return cause;
  }

  String fix() {
    return fix;
  }

  /** Where in the query, from 1; null when it is not about a query. */
  @Nullable Integer column() {
    return column == 0 ? null : column;
  }

  /** Seconds; 0 when there is nothing to say. */
  long retryAfter() {
    return retryAfter;
  }
}
