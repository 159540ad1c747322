package dev.bartizan.sources.ulogd;

import dev.bartizan.core.event.Action;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule's prefix says of the packet's fate. */
final class Label {
  private static final Set<String> BLOCK =
      Set.of(
          "drop",
          "dropped",
          "deny",
          "denied",
          "block",
          "blocked",
          "reject",
          "rejected",
          "drp",
          "blk");
  private static final Set<String> PASS =
      Set.of("accept", "accepted", "allow", "allowed", "pass", "passed", "permit", "permitted");

  private Label() {}

  /** By the first word that tells it; null when none does. */
  static @Nullable Action action(String prefix) {
    for (var word : prefix.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (BLOCK.contains(word)) {
        return Action.BLOCK;
      }
      if (PASS.contains(word)) {
        return Action.PASS;
      }
    }
    return null;
  }
}
