package dev.bartizan.core.component;

/** How a part is. Messages are for people: what, why, what to do. */
public sealed interface Health {
  /** Works. */
  record Up() implements Health {}

  /** Works, but somebody should look. */
  record Degraded(String why) implements Health {}

  /** Does not work. */
  record Down(String why) implements Health {}
}
