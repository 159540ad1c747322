package dev.bartizan.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line as typed into a shell, as far as examples go: quotes, pipes, redirections, {@code &&} and
 * {@code #} comments.
 */
final class Typed {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<redirection>\\d?[<>]+&?\\d?)|(?<word>(?:'[^']*'|\"(?:\\\\.|[^\"])*\"|\\\\.|[^\\s'\"|&;<>])+)"
              + "|(?<end>\\|\\|?|&&?|;)|\\s+");

  private Typed() {}

  /** The arguments of each bartizan that the line runs. */
  static List<List<String>> commands(String line) {
    var commands = new ArrayList<List<String>>();
    var words = new ArrayList<String>();
    var skip = false;
    for (var token : TOKEN.matcher(line).results().toList()) {
      var word = token.group("word");
      if (word != null && word.startsWith("#")) {
        break;
      } else if (word != null && !skip) {
        words.add(unquoted(word));
      } else if (token.group("end") != null) {
        arguments(words).ifPresent(commands::add);
        words.clear();
      }
      skip = token.group("redirection") != null || (skip && token.group().isBlank());
    }
    arguments(words).ifPresent(commands::add);
    return commands;
  }

  private static Optional<List<String>> arguments(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals("bartizan") || word.endsWith("/bartizan")) {
        return Optional.of(List.copyOf(words.subList(i + 1, words.size())));
      }
      if (!word.equals("sudo") && !word.contains("=")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String unquoted(String word) {
    return word.replaceAll("'([^']*)'|\"((?:\\\\.|[^\"])*)\"|\\\\(.)", "$1$2$3");
  }
}
