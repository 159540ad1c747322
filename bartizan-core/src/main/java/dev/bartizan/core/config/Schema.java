package dev.bartizan.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of settings records, for editors; made from the same records that
 * {@link Settings#bind} reads.
 */
public final class Schema {
  private final Map<String, Map<String, Class<? extends Record>>> variants;

  private Schema(Map<String, Map<String, Class<? extends Record>>> variants) {
    this.variants = variants;
  }

  /**
   * The schema as a tree of maps, lists and texts.
   *
   * @param variants for each key whose values are {@link Settings}: by its {@code type}, the record
   *     that is bound
   */
  public static Map<String, Object> of(
      String title,
      Class<? extends Record> root,
      Map<String, Map<String, Class<? extends Record>>> variants) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    tree.put("title", title);
    tree.putAll(new Schema(variants).section(root));
    return tree;
  }

  private Map<String, Object> section(Class<?> type) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var component : type.getRecordComponents()) {
      properties.put(Binding.key(component), property(component));
      if (component.getType() == Secret.class) {
        properties.put(Binding.key(component) + "_file", secretFile(component));
      } else if (required(component)) {
        required.add(Binding.key(component));
      }
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("type", "object");
    tree.put("properties", properties);
    tree.put("additionalProperties", false);
    if (!required.isEmpty()) {
      tree.put("required", required);
    }
    return tree;
  }

  private static Map<String, Object> secretFile(RecordComponent component) {
    return Map.of(
        "type", "string", "description", "File that holds " + Binding.key(component) + ".");
  }

  private Map<String, Object> property(RecordComponent component) {
    var tree = value(Binding.key(component), component.getGenericType());
    var meaning = component.getAnnotation(Meaning.class);
    if (meaning != null) {
      tree.put("description", meaning.value());
      if (!meaning.preset().isEmpty()) {
        tree.put("default", preset(component.getType(), meaning.preset()));
      }
    }
    return tree;
  }

  private static Object preset(Class<?> type, String text) {
    var value =
        type == int.class || type == long.class || type == boolean.class ? Forms.of(type) : null;
    var parsed = value == null ? null : value.parse().apply(text);
    return parsed == null ? text : parsed;
  }

  private Map<String, Object> value(String key, Type type) {
    var tree = new LinkedHashMap<String, Object>();
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      tree.put("type", list ? "array" : "object");
      tree.put(
          list ? "items" : "additionalProperties",
          value(key, generic.getActualTypeArguments()[list ? 0 : 1]));
      return tree;
    }
    var single = (Class<?>) type;
    var form = Forms.of(single);
    if (form != null) {
      tree.put("type", form.schema());
      if (single.isEnum()) {
        tree.put("enum", Forms.choices(single));
      }
      return tree;
    }
    if (single == Settings.class) {
      tree.put(
          "oneOf",
          variants.getOrDefault(key, Map.of()).entrySet().stream().map(this::variant).toList());
      return tree;
    }
    tree.putAll(section(single));
    return tree;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> variant(Map.Entry<String, Class<? extends Record>> variant) {
    var tree = section(variant.getValue());
    var properties = new LinkedHashMap<String, Object>();
    properties.put("type", Map.of("const", variant.getKey()));
    properties.putAll((Map<String, Object>) tree.getOrDefault("properties", Map.of()));
    tree.put("properties", properties);
    var required = new ArrayList<String>(List.of("type"));
    required.addAll((List<String>) tree.getOrDefault("required", List.of()));
    tree.put("required", required);
    return tree;
  }

  private static boolean required(RecordComponent component) {
    var meaning = component.getAnnotation(Meaning.class);
    boolean preset = meaning != null && !meaning.preset().isEmpty();
    return !preset
        && !Binding.optional(component.getAnnotatedType())
        && Forms.of(component.getType()) != null;
  }
}
