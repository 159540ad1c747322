package dev.bartizan.core.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes, written as {@code 500MB} (powers of 1000) or {@code 512MiB} (powers of 1024).
 *
 * @param bytes zero or more
 */
public record Size(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([a-zA-Z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "tb",
          1_000_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);

  /** The size that the text says, or null when it says none. */
  public static @Nullable Size parse(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return null;
    }
    var unit = UNITS.get(form.group(2).toLowerCase(Locale.ROOT));
    try {
      return unit == null
          ? null
          : new Size(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
    } catch (ArithmeticException _) {
      return null;
    }
  }

  @Override
  public String toString() {
    for (var unit : new String[] {"TiB", "GiB", "MiB", "KiB", "TB", "GB", "MB", "KB"}) {
      long factor = UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + unit;
      }
    }
    return Long.toString(bytes);
  }
}
