package dev.bartizan.core.query;

/** A query that cannot be read: where, and what was expected there. */
public final class QuerySyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int column;

  QuerySyntaxException(int column, String message) {
    super(message);
    this.column = column;
  }

  /**
   * The first offending character, counted from 1 in UTF-16 units; one past the end when something
   * is missing.
   */
  public int column() {
    return column;
  }

  /** The message with its column, the query and a caret under the place; for terminals. */
  public String pointing(String query) {
    return "column "
        + column
        + ": "
        + getMessage()
        + "\n  "
        + query
        + "\n  "
        + " ".repeat(column - 1)
        + "^";
  }
}
