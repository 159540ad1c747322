package dev.bartizan.store;

import org.jspecify.annotations.Nullable;

/** Lower case code point by code point, as the query language and the database do it. */
final class Lower {
  private Lower() {}

  /** Whether a text holds another one that is in lower case already. */
  static boolean contains(@Nullable String text, String lower) {
    return text != null
        && text.codePoints()
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .contains(lower);
  }
}
