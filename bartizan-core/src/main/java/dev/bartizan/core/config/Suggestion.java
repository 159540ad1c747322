package dev.bartizan.core.config;

import java.util.Collection;
import java.util.Comparator;

/** "Did you mean": the known word nearest to one that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code "; did you mean 'x'?"}, or the empty text when nothing is near. */
  public static String among(String word, Collection<String> known) {
    return known.stream()
        .filter(k -> distance(word, k) <= Math.max(1, Math.min(word.length(), k.length()) / 3))
        .min(Comparator.comparingInt(k -> distance(word, k)))
        .map(k -> "; did you mean '" + k + "'?")
        .orElse("");
  }

  /** Levenshtein's distance with transpositions of neighbours counted as one. */
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, rows, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] rows, int i, int j) {
    int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best =
        Math.min(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + cost);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
