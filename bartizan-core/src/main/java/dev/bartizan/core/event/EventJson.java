package dev.bartizan.core.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON: one flat object with the names of {@link Field}, absent fields left out, the rest
 * under {@code detail}. All exports and the ndjson source use this form. Pure functions.
 */
public final class EventJson {
  private EventJson() {}

  /** Appends a stored event with its {@code id}. */
  public static void append(StringBuilder out, StoredEvent stored) {
    out.append("{\"id\":").append(stored.id()).append(',');
    fields(out, stored.event(), false);
    out.append('}');
  }

  /** Appends an event that has no number yet. */
  public static void append(StringBuilder out, Event event) {
    out.append('{');
    fields(out, event, false);
    out.append('}');
  }

  /**
   * Appends a stored event under the names of the Elastic Common Schema, dotted, with {@code
   * ecs.version}.
   */
  public static void appendEcs(StringBuilder out, StoredEvent stored) {
    out.append("{\"ecs.version\":\"8.11\",\"event.id\":\"")
        .append(stored.id())
        .append("\",\"event.kind\":\"");
    out.append(stored.event() instanceof AlertRaised ? "alert" : "event").append("\",");
    fields(out, stored.event(), true);
    out.append('}');
  }

  private static void fields(StringBuilder out, Event event, boolean ecs) {
    int start = out.length();
    for (var field : FIELDS) {
      int before = out.length();
      if (before > start) {
        out.append(',');
      }
      out.append('"').append(ecs ? field.ecs() : field.text()).append("\":");
      if (!value(out, field, event)) {
        out.setLength(before);
      }
    }
    var detail = event.head().extra().detail();
    if (detail != null) {
      out.append(ecs ? ",\"bartizan.detail\":" : ",\"detail\":").append(detail);
    }
  }

  private static boolean value(StringBuilder out, Field field, Event event) {
    switch (field.type()) {
      case TEXT -> {
        var text = field.textOf(event);
        if (text == null) {
          return false;
        }
        quote(out, text);
      }
      case ADDRESS -> {
        var address = field.addressOf(event);
        if (address == null) {
          return false;
        }
        out.append('"').append(address).append('"');
      }
      case NUMBER -> {
        long number = field.numberOf(event);
        if (number < 0) {
          return false;
        }
        out.append(number);
      }
      case TIME -> {
        long micros = field.numberOf(event);
        if (micros < 0) {
          return false;
        }
        out.append('"').append(time(micros)).append('"');
      }
      case PROTOCOL -> {
        long number = field.numberOf(event);
        if (number < 0) {
          return false;
        }
        out.append('"').append(dev.bartizan.core.net.IpProtocol.name((int) number)).append('"');
      }
      case FLAGS -> {
        int flags = (int) field.numberOf(event);
        if (flags <= 0) {
          return false;
        }
        flags(out, flags);
      }
    }
    return true;
  }

  private static void flags(StringBuilder out, int flags) {
    char separator = '[';
    for (var flag : Flag.values()) {
      if (flag.in(flags)) {
        out.append(separator).append('"').append(flag.text()).append('"');
        separator = ',';
      }
    }
    out.append(']');
  }

  /** One field of an event as plain text, as in CSV; null when absent. */
  public static @Nullable String text(Field field, Event event) {
    return switch (field.type()) {
      case TEXT -> field.textOf(event);
      case ADDRESS -> {
        var address = field.addressOf(event);
        yield address == null ? null : address.toString();
      }
      case NUMBER -> {
        long number = field.numberOf(event);
        yield number < 0 ? null : Long.toString(number);
      }
      case TIME -> {
        long micros = field.numberOf(event);
        yield micros < 0 ? null : time(micros);
      }
      case PROTOCOL -> {
        long number = field.numberOf(event);
        yield number < 0 ? null : dev.bartizan.core.net.IpProtocol.name((int) number);
      }
      case FLAGS -> {
        int flags = (int) field.numberOf(event);
        yield flags <= 0 ? null : flagNames(flags);
      }
    };
  }

  private static String flagNames(int flags) {
    var names = new StringBuilder();
    for (var flag : Flag.values()) {
      if (flag.in(flags)) {
        names.append(names.isEmpty() ? "" : " ").append(flag.text());
      }
    }
    return names.toString();
  }

  /**
   * Microseconds since the epoch as RFC 3339 in UTC with six decimals, so that text order is time
   * order.
   */
  public static String time(long micros) {
    var second = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    var text = second.toString();
    var fraction = Long.toString(1_000_000 + Math.floorMod(micros, 1_000_000L));
    return text.substring(0, text.length() - 1) + "." + fraction.substring(1) + "Z";
  }

  /**
   * Appends a JSON string. Control characters, and U+2028 and U+2029, are escaped; lone surrogates
   * become U+FFFD.
   */
  public static void quote(StringBuilder out, CharSequence text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029) {
        escape(out, c);
      } else if (Character.isSurrogate(c)) {
        i = surrogate(out, text, i);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
    }
  }

  private static int surrogate(StringBuilder out, CharSequence text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      out.append(c).append(text.charAt(at + 1));
      return at + 1;
    }
    out.append('\ufffd');
    return at;
  }

  private static final Field[] FIELDS = Field.values();
}
