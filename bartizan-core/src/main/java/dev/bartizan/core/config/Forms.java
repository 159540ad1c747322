package dev.bartizan.core.config;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Prefix;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How single values are written. */
final class Forms {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<Class<?>, Form> ALL = new LinkedHashMap<>();

  /**
   * How values of one type are written.
   *
   * @param expected for people: "a path"
   * @param schema type in JSON Schema
   * @param parse null when the text is not of this form
   */
  record Form(String expected, String schema, Function<String, @Nullable Object> parse) {}

  private Forms() {}

  static {
    ALL.put(String.class, new Form("a text", "string", t -> t));
    ALL.put(int.class, new Form("a whole number", "integer", Forms::integer));
    ALL.put(long.class, new Form("a whole number", "integer", Forms::whole));
    ALL.put(boolean.class, new Form("true or false", "boolean", Forms::flag));
    ALL.put(
        Duration.class,
        new Form("a duration such as 250ms, 30s, 15m, 4h or 7d", "string", Forms::duration));
    ALL.put(Size.class, new Form("a size such as 512MiB or 10GB", "string", Size::parse));
    ALL.put(
        Path.class,
        new Form("a path", "string", t -> t.isBlank() || t.indexOf(0) >= 0 ? null : Path.of(t)));
    ALL.put(
        ZoneId.class, new Form("a time zone such as UTC or Europe/Berlin", "string", Forms::zone));
    ALL.put(Address.class, new Form("an IP address", "string", Address::parse));
    ALL.put(Prefix.class, new Form("a network such as 203.0.113.0/24", "string", Prefix::parse));
    ALL.put(Secret.class, new Form("a secret", "string", Secret::new));
  }

  /** The form of a type, or null when it has none of its own. */
  static @Nullable Form of(Class<?> type) {
    if (type.isEnum()) {
      return choice(type);
    }
    return ALL.get(type);
  }

  private static Form choice(Class<?> type) {
    var expected = "one of " + String.join(", ", choices(type));
    return new Form(
        expected,
        "string",
        t ->
            Arrays.stream(type.getEnumConstants())
                .filter(c -> print(c).equals(t))
                .findFirst()
                .orElse(null));
  }

  static java.util.List<String> choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(Forms::print).toList();
  }

  static String print(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Duration duration -> print(duration);
      default -> value.toString();
    };
  }

  private static String print(Duration duration) {
    long millis = duration.toMillis();
    for (var unit : new String[] {"d", "h", "m", "s"}) {
      long factor = MILLIS.getOrDefault(unit, 1L);
      if (millis >= factor && millis % factor == 0) {
        return millis / factor + unit;
      }
    }
    return millis + "ms";
  }

  private static @Nullable Object integer(String text) {
    return whole(text) instanceof Long number && number == number.intValue()
        ? number.intValue()
        : null;
  }

  private static @Nullable Object whole(String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static @Nullable Object flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable Object duration(String text) {
    var form = DURATION.matcher(text.strip());
    var unit = form.matches() ? MILLIS.get(form.group(2)) : null;
    return unit == null ? null : Duration.ofMillis(Long.parseLong(form.group(1)) * unit);
  }

  private static @Nullable Object zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
