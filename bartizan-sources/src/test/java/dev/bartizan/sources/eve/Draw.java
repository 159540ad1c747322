package dev.bartizan.sources.eve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Draws records at random from a JSON schema; each text and number in one is unlike the others. */
final class Draw {
  private static final int DEEPEST = 8;
  private static final Set<String> ADDRESSES = Set.of("src_ip", "dest_ip");

  private final JsonNode schema;
  private final RandomGenerator random;
  private final List<String> leaves = new ArrayList<>();
  private int count;

  Draw(JsonNode schema, RandomGenerator random) {
    this.schema = schema;
    this.random = random;
  }

  /** The texts and numbers of the last record, but for its type, time and addresses. */
  List<String> leaves() {
    return leaves;
  }

  /** A record of this type, with the object that it is about and a random choice of the rest. */
  Map<String, Object> record(String type) {
    leaves.clear();
    var record = new LinkedHashMap<String, Object>();
    record.put("timestamp", "2026-11-20T22:16:55.734339+0%d00".formatted(random.nextInt(10)));
    record.put("event_type", type);
    for (var property : schema.get("properties").properties()) {
      boolean due = property.getKey().equals(type) || random.nextInt(6) == 0;
      if (due && !record.containsKey(property.getKey())) {
        record.put(property.getKey(), value(property.getKey(), property.getValue(), 0));
      }
    }
    return record;
  }

  private Object value(String name, JsonNode of, int depth) {
    if (ADDRESSES.contains(name) && depth == 0) {
      return random.nextBoolean() ? "203.0.113." + random.nextInt(256) : "2001:db8::" + count++;
    }
    if (of.has("$ref")) {
      return value(name, definition(of.get("$ref").stringValue()), depth);
    }
    if (of.has("enum")) {
      var choices = of.get("enum");
      return leaf(choices.get(random.nextInt(choices.size())).stringValue());
    }
    var type = of.has("type") ? of.get("type") : null;
    var first =
        type == null ? "object" : type.isArray() ? type.get(0).stringValue() : type.stringValue();
    return switch (first) {
      case "object" -> object(of, depth);
      case "array" -> array(name, of, depth);
      case "integer", "number" -> number();
      case "boolean" -> random.nextBoolean();
      case "string" -> leaf("text" + ++count + "\"\\ü");
      default -> throw new IllegalStateException("unknown type in the schema: " + first);
    };
  }

  private JsonNode definition(String reference) {
    return schema.get("$defs").get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private Object object(JsonNode of, int depth) {
    var object = new LinkedHashMap<String, Object>();
    if (of.has("properties") && depth < DEEPEST) {
      for (var property : of.get("properties").properties()) {
        if (random.nextInt(3) > 0) {
          object.put(property.getKey(), value(property.getKey(), property.getValue(), depth + 1));
        }
      }
    }
    return object;
  }

  private Object array(String name, JsonNode of, int depth) {
    var array = new ArrayList<Object>();
    for (int i = random.nextInt(4); i > 0 && of.has("items") && depth < DEEPEST; i--) {
      array.add(value(name, of.get("items"), depth + 1));
    }
    return array;
  }

  private Object number() {
    long number = 100_000_000L + ++count;
    leaves.add(Long.toString(number));
    return number;
  }

  private String leaf(String text) {
    leaves.add(text);
    return text;
  }
}
