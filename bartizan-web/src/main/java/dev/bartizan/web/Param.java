package dev.bartizan.web;

import java.util.List;
import java.util.Locale;

/** The query parameters of all routes. */
@SuppressWarnings("ImmutableEnumChecker")
enum Param {
  QUERY("string", "which events, in the query language; all when absent"),
  FROM("string", "earliest time of capture: RFC 3339, or relative such as -15m, -24h, -7d, now"),
  TO("string", "latest time of capture, excluded; as from"),
  CURSOR("string", "where the last page ended (next)"),
  LIMIT("integer", "at most this many"),
  ORDER(
      "string",
      "desc (newest first) or asc for events; recent, events, blocked, address for addresses"),
  FORMAT("string", "json, ndjson, csv or ecs", "json", "ndjson", "csv", "ecs"),
  COLUMNS("string", "fields of the CSV, by commas; all when absent"),
  BUCKETS("integer", "how many equal parts of time, 1 to 1000"),
  BY("string", "field whose values make a series each"),
  FIELD("string", "field whose values are counted"),
  HOURS("integer", "how far back, 1 to 8760"),
  AFTER("integer", "number of the last event seen; what came after it is sent first");

  private final String type;
  private final String meaning;
  private final List<String> choices;

  Param(String type, String meaning, String... choices) {
    this.type = type;
    this.meaning = meaning;
    this.choices = List.of(choices);
  }

  /** The name in the URL. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its type in JSON Schema. */
  String type() {
    return type;
  }

  String meaning() {
    return meaning;
  }

  List<String> choices() {
    return choices;
  }
}
