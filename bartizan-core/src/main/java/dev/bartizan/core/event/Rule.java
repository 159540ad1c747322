package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/**
 * The firewall rule behind a record. Few distinct values: decoders reuse instances.
 *
 * @param id number as the firewall prints it, anchors and sub-rules joined by dots ({@code 77},
 *     {@code 0.userrules.4})
 * @param name label or netfilter prefix, trimmed
 * @param reason pf's reason ({@code match}, {@code state-mismatch} ...)
 */
public record Rule(@Nullable String id, @Nullable String name, @Nullable String reason) {
  /** Nothing known. */
  public static final Rule UNKNOWN = new Rule(null, null, null);
}
