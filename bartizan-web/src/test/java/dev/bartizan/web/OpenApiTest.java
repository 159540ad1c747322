package dev.bartizan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class OpenApiTest {
  private final JsonNode document =
      Json.MAPPER.readTree(Json.of(OpenApi.of(new Edition("1.2.3", false))));

  @Test
  void every_route_is_described_with_its_parameters() {
    for (var route : Route.values()) {
      if (route == Route.CONSOLE || route == Route.CONSOLE_FILE) {
        continue;
      }
      var path = route.path().replaceAll("<(.*)>", "{$1}");
      var method =
          route.isSocket() ? "x-websocket" : route.method().toLowerCase(java.util.Locale.ROOT);
      var operation = document.get("paths").get(path).get(method);
      assertThat(operation).as(route.name()).isNotNull();
      if (!route.isSocket()) {
        var names = new ArrayList<String>();
        operation.get("parameters").forEach(p -> names.add(p.get("name").asString()));
        assertThat(names)
            .containsAll(
                Arrays.stream(route.params().toArray(Param[]::new)).map(Param::text).toList());
      }
    }
  }

  @Test
  void what_is_answered_is_what_is_described() throws Exception {
    try (var served = new Served()) {
      served.store(new Events(new Random(5), Samples.NOON_MICROS - Times.HOUR / 2).list(50));
      served.store(Events.blocked(Samples.SCANNER, 22, Samples.NOON_MICROS - 1));
      for (var path :
          List.of(
              "/api/session",
              "/api/overview",
              "/api/events",
              "/api/events/count",
              "/api/events/histogram",
              "/api/events/top?field=src.ip",
              "/api/ips",
              "/api/recent-ips",
              "/api/sources",
              "/api/fields",
              "/api/status")) {
        agree(path, served.json(path), schema(path.replaceAll("[?].*", "")));
      }
      agree("event", served.json("/api/events/1"), schema("/api/events/{id}"));
      agree("address", served.json("/api/ips/203.0.113.7"), schema("/api/ips/{ip}"));
    }
  }

  private JsonNode schema(String path) {
    return document
        .at("/paths/" + path.replace("/", "~1") + "/get/responses/200/content")
        .get("application/json")
        .get("schema");
  }

  /** Whether a value has the type and exactly the properties of a schema, all the way down. */
  private void agree(String where, JsonNode value, JsonNode schema) {
    if (schema.has("anyOf")) {
      if (!value.isNull()) {
        agree(where, value, schema.get("anyOf").get(0));
      }
    } else if (schema.has("$ref")) {
      agree(where, value, document.at(schema.get("$ref").asString().substring(1)));
    } else {
      agreeInType(where, value, schema);
    }
  }

  private void agreeInType(String where, JsonNode value, JsonNode schema) {
    switch (schema.get("type").asString()) {
      case "string" -> assertThat(value.isString()).as(where).isTrue();
      case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
      case "number" -> assertThat(value.isNumber()).as(where).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
      case "array" -> {
        assertThat(value.isArray()).as(where).isTrue();
        value.forEach(v -> agree(where + "[]", v, schema.get("items")));
      }
      default -> agreeInProperties(where, value, schema);
    }
  }

  private void agreeInProperties(String where, JsonNode value, JsonNode schema) {
    assertThat(value.isObject()).as(where).isTrue();
    if (schema.has("properties")) {
      var described = schema.get("properties");
      assertThat(value.propertyNames())
          .as(where)
          .containsExactlyInAnyOrderElementsOf(described.propertyNames());
      value.forEachEntry((name, v) -> agree(where + "." + name, v, described.get(name)));
    } else if (schema.has("additionalProperties")) {
      value.forEachEntry(
          (name, v) -> agree(where + "." + name, v, schema.get("additionalProperties")));
    }
  }
}
