package dev.bartizan.core.config;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ${NAME}} and {@code ${NAME:-preset}} in texts. */
final class Expansion {
  private static final Pattern FORM =
      Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private Expansion() {}

  /** The text with variables filled in; null when one is not set and has no preset. */
  static @Nullable String of(String text, Function<String, @Nullable String> environment) {
    var form = FORM.matcher(text);
    var out = new StringBuilder();
    int from = 0;
    while (form.find()) {
      out.append(text, from, form.start());
      from = form.end();
      var name = form.group(1);
      var value = name == null ? "$" : environment.apply(name);
      value = value == null ? form.group(2) : value;
      if (value == null) {
        return null;
      }
      out.append(value);
    }
    return out.append(text, from, text.length()).toString();
  }

  /** The first variable that is not set and has no preset. */
  static String missing(String text, Function<String, @Nullable String> environment) {
    return FORM.matcher(text)
        .results()
        .map(r -> r.group(1))
        .filter(name -> name != null && environment.apply(name) == null)
        .findFirst()
        .orElse("");
  }
}
