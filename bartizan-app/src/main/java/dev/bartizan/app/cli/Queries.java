package dev.bartizan.app.cli;

import dev.bartizan.core.query.Query;
import dev.bartizan.core.query.QuerySyntaxException;
import java.util.List;

/** Queries as typed, in one word or several. */
final class Queries {
  private Queries() {}

  static String text(List<String> words) {
    return String.join(" ", words);
  }

  /**
   * The words as one query.
   *
   * @throws Failure with a caret under the place that cannot be read
   */
  static Query parse(List<String> words) {
    var text = text(words);
    try {
      return Query.parse(text);
    } catch (QuerySyntaxException e) {
      throw new Failure(Exit.USAGE, "the query cannot be read: " + e.pointing(text));
    }
  }
}
