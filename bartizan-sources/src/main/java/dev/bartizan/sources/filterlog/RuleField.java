package dev.bartizan.sources.filterlog;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The first eight values of a line: rule, sub-rule, anchor, label, interface, reason, action and
 * direction. The same for many lines.
 *
 * @param detail members of the detail object, or null
 */
record RuleField(Rule rule, Passage passage, @Nullable String detail) {
  static final int FIELDS = 8;

  static RuleField of(Fields fields) {
    var label = text(fields, 3);
    var rule =
        new Rule(
            number(fields), label == null || label.equals("0") ? null : label, text(fields, 5));
    var action = text(fields, 6);
    return new RuleField(rule, passage(action, text(fields, 7), text(fields, 4)), detail(action));
  }

  private static @Nullable String text(Fields fields, int field) {
    return fields.isEmpty(field) ? null : fields.at(field).toString();
  }

  /** Rule, anchor and sub-rule, as far as they are there, joined by dots. */
  private static @Nullable String number(Fields fields) {
    var outer = text(fields, 0);
    var inner = text(fields, 1);
    if (inner == null) {
      return outer;
    }
    var anchor = text(fields, 2);
    var path = anchor == null ? inner : anchor + "." + inner;
    return outer == null ? path : outer + "." + path;
  }

  private static Passage passage(
      @Nullable String action, @Nullable String direction, @Nullable String iface) {
    var verdict = verdict(action);
    return switch (direction) {
      case "in" -> new Passage(verdict, Direction.IN, iface, null);
      case "out" -> new Passage(verdict, Direction.OUT, null, iface);
      case null, default -> new Passage(verdict, null, iface, null);
    };
  }

  private static @Nullable Action verdict(@Nullable String action) {
    return switch (action) {
      case "pass" -> Action.PASS;
      case "block", "reject", "synproxy-drop" -> Action.BLOCK;
      case null, default -> null;
    };
  }

  /** Actions that say more than pass or block are kept by name. */
  private static @Nullable String detail(@Nullable String action) {
    if (action == null || action.equals("pass") || action.equals("block")) {
      return null;
    }
    var members = new StringBuilder("\"action\":");
    EventJson.quote(members, action);
    return members.toString();
  }
}
