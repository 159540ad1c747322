package dev.bartizan.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** OpenAPI 3.1, made of the {@link Route} table and the records of {@link Answers}. */
final class OpenApi {
  private static final Pattern IN_PATH = Pattern.compile("[{<]([a-z]+)[}>]");

  private final Map<String, Object> schemas = new TreeMap<>();

  private OpenApi() {}

  static Map<String, Object> of(Edition edition) {
    return new OpenApi().document(edition);
  }

  private Map<String, Object> document(Edition edition) {
    Map<String, Object> paths = new TreeMap<>();
    for (var route : Route.values()) {
      if (route.answer() != Void.class || route.path().startsWith("/api")) {
        operation(paths, route);
      }
    }
    schema(Answers.Refusal.class);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title", "Bartizan",
            "version", edition.version(),
            "license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            schemas,
            "securitySchemes",
            Map.of(
                "token", Map.of("type", "http", "scheme", "bearer"),
                "cookie", Map.of("type", "apiKey", "in", "cookie", "name", Guard.COOKIE))));
    return document;
  }

  @SuppressWarnings("unchecked")
  private void operation(Map<String, Object> paths, Route route) {
    var path = IN_PATH.matcher(route.path()).replaceAll("{$1}");
    var item = (Map<String, Object>) paths.computeIfAbsent(path, _ -> new TreeMap<>());
    if (route.isSocket()) {
      item.put("x-websocket", Map.of("summary", route.summary(), "frame", schema(route.answer())));
      return;
    }
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", route.name().toLowerCase(Locale.ROOT));
    operation.put("summary", route.summary());
    operation.put("security", security(route));
    operation.put("parameters", parameters(route));
    if (route.body() != null) {
      operation.put(
          "requestBody",
          Map.of(
              "required",
              true,
              "content",
              Map.of("application/json", Map.of("schema", schema(route.body())))));
    }
    operation.put("responses", responses(route));
    item.put(route.method().toLowerCase(Locale.ROOT), operation);
  }

  private static List<Object> security(Route route) {
    return route.need().role() == null
        ? List.of()
        : List.of(Map.of("token", List.of()), Map.of("cookie", List.of()));
  }

  private static List<Object> parameters(Route route) {
    var parameters = new ArrayList<Object>();
    var inPath = IN_PATH.matcher(route.path());
    while (inPath.find()) {
      parameters.add(
          Map.of(
              "name",
              inPath.group(1),
              "in",
              "path",
              "required",
              true,
              "schema",
              Map.of("type", "string")));
    }
    for (var param : route.params()) {
      Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", param.type()));
      if (!param.choices().isEmpty()) {
        schema.put("enum", param.choices());
      }
      parameters.add(
          Map.of(
              "name",
              param.text(),
              "in",
              "query",
              "description",
              param.meaning(),
              "schema",
              schema));
    }
    return parameters;
  }

  private Map<String, Object> responses(Route route) {
    Map<String, Object> responses = new TreeMap<>();
    if (route.answer() == Void.class) {
      responses.put("204", Map.of("description", "Done"));
    } else if (route.answer() == String.class) {
      responses.put("200", Map.of("description", "OK", "content", Map.of("text/plain", Map.of())));
    } else {
      responses.put("200", json("OK", schema(route.answer())));
    }
    responses.put("default", json("Refused", schema(Answers.Refusal.class)));
    return responses;
  }

  private static Map<String, Object> json(String description, Map<String, Object> schema) {
    return Map.of(
        "description",
        description,
        "content",
        Map.of("application/json", Map.of("schema", schema)));
  }

  private Map<String, Object> schema(Type type) {
    if (type instanceof ParameterizedType generic) {
      var inner = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class
          ? Map.of("type", "object", "additionalProperties", schema(inner[1]))
          : Map.of("type", "array", "items", schema(inner[0]));
    }
    var plain = (Class<?>) type;
    if (plain == Answers.Event.class || plain == Object.class) {
      return Map.of("type", "object");
    }
    return plain.isRecord() ? reference(plain) : Map.of("type", simple(plain));
  }

  private static String simple(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class) {
      return "boolean";
    }
    return type == double.class || type == Double.class ? "number" : "integer";
  }

  private Map<String, Object> reference(Class<?> record) {
    var name = (record.getDeclaringClass() == Bodies.class ? "New" : "") + record.getSimpleName();
    if (!schemas.containsKey(name)) {
      schemas.put(name, Map.of());
      Map<String, Object> properties = new LinkedHashMap<>();
      var required = new ArrayList<String>();
      for (var component : record.getRecordComponents()) {
        properties.put(key(component), orNull(component, schema(component.getGenericType())));
        if (!isNullable(component)) {
          required.add(key(component));
        }
      }
      schemas.put(name, Map.of("type", "object", "properties", properties, "required", required));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private static Map<String, Object> orNull(RecordComponent component, Map<String, Object> schema) {
    return isNullable(component)
        ? Map.of("anyOf", List.of(schema, Map.of("type", "null")))
        : schema;
  }

  private static boolean isNullable(RecordComponent component) {
    return Arrays.stream(component.getAnnotatedType().getAnnotations())
        .anyMatch(a -> a.annotationType() == Nullable.class);
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
