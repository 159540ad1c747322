package dev.bartizan.core.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with stars: {@code *} stands for any text, a backslash takes the next character as it is.
 */
final class Wildcard {
  private Wildcard() {}

  /** The literal pieces between the stars; one piece when there is no star. */
  static List<String> parts(String text, int column) throws QuerySyntaxException {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (++i == text.length()) {
          throw new QuerySyntaxException(column + i - 1, "nothing follows this backslash");
        }
        part.append(text.charAt(i));
      } else if (c == '*') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return List.copyOf(parts);
  }

  /**
   * The text of a bare word: stars at its ends mean nothing there, and inside it they are refused.
   */
  static String literal(String text, int column) throws QuerySyntaxException {
    var parts = parts(text, column).stream().filter(p -> !p.isEmpty()).toList();
    if (parts.size() != 1) {
      throw new QuerySyntaxException(
          column,
          "a star inside a bare text is not understood; name a field, such as http.path:" + text);
    }
    return parts.getFirst();
  }
}
