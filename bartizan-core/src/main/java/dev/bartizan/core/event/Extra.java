package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/**
 * The rest of an event.
 *
 * @param flags bit set of {@link Flag}
 * @param detail what has no field of its own: one JSON object as text, or null
 * @param raw the record as it came, while something downstream needs it; not part of equality
 */
public record Extra(int flags, @Nullable String detail, @Nullable Raw raw) {
  /** No rest. */
  public static final Extra NONE = new Extra(0, null, null);

  /** The shared empty rest when there is nothing to hold. */
  public static Extra of(int flags, @Nullable String detail, @Nullable Raw raw) {
    return flags == 0 && detail == null && raw == null ? NONE : new Extra(flags, detail, raw);
  }

  /** The same with one flag more. */
  public Extra plus(Flag flag) {
    return new Extra(flags | flag.bit(), detail, raw);
  }

  /** The same with another raw record, or none. */
  public Extra with(@Nullable Raw other) {
    return of(flags, detail, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Extra that
        && flags == that.flags
        && java.util.Objects.equals(detail, that.detail);
  }

  @Override
  public int hashCode() {
    return 31 * flags + java.util.Objects.hashCode(detail);
  }
}
