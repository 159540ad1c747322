package dev.bartizan.core.config;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads trees as records; gathers all problems instead of stopping at the first. */
final class Binding {
  private final Function<String, @Nullable String> environment;
  private final List<String> problems;

  Binding(Function<String, @Nullable String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** The record, or null when there was a problem. */
  @Nullable Object record(
      String path, Map<String, Object> tree, Class<?> type, List<String> others) {
    int before = problems.size();
    var components = type.getRecordComponents();
    refuseUnknown(path, tree, components, others);
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(path, tree, components[i]);
    }
    return problems.size() > before ? null : construct(path, type, components, values);
  }

  private void refuseUnknown(
      String path, Map<String, Object> tree, RecordComponent[] components, List<String> others) {
    var known = new ArrayList<>(others);
    for (var component : components) {
      known.add(key(component));
      if (component.getType() == Secret.class) {
        known.add(key(component) + "_file");
      }
    }
    for (var key : tree.keySet()) {
      if (!known.contains(key)) {
        var hint = Suggestion.among(key, known);
        problems.add(
            at(path, key)
                + ": unknown key"
                + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint));
      }
    }
  }

  private @Nullable Object component(
      String path, Map<String, Object> tree, RecordComponent component) {
    var key = key(component);
    var place = at(path, key);
    var given = tree.get(key);
    if (component.getType() == Secret.class && tree.containsKey(key + "_file")) {
      return secretFile(place, given, tree.get(key + "_file"));
    }
    if (given != null) {
      return value(place, given, component.getGenericType());
    }
    var meaning = component.getAnnotation(Meaning.class);
    if (meaning != null && !meaning.preset().isEmpty()) {
      return scalar(place, meaning.preset(), component.getType());
    }
    return missing(place, component);
  }

  private @Nullable Object missing(String place, RecordComponent component) {
    if (optional(component.getAnnotatedType())) {
      return null;
    }
    var type = component.getType();
    if (type == List.class) {
      return List.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    var form = Forms.of(type);
    if (form == null && type.isRecord()) {
      return record(place, Map.of(), type, List.of());
    }
    problems.add(place + ": missing; expected " + (form == null ? "a section" : form.expected()));
    return null;
  }

  private @Nullable Object secretFile(String place, @Nullable Object given, @Nullable Object file) {
    if (given != null) {
      problems.add(place + ": given twice; keep " + place + " or " + place + "_file");
      return null;
    }
    try {
      return new Secret(Files.readString(Path.of(String.valueOf(file))).strip());
    } catch (IOException | InvalidPathException e) {
      problems.add(place + "_file: cannot be read: " + e);
      return null;
    }
  }

  private @Nullable Object value(String place, Object given, Type type) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(place, given, arguments[0])
          : map(place, given, arguments[1]);
    }
    var single = (Class<?>) type;
    if (single == Settings.class) {
      var corner = section(place, given);
      return corner == null ? null : new Settings(place, corner, environment);
    }
    if (single.isRecord() && Forms.of(single) == null) {
      var corner = section(place, given);
      return corner == null ? null : record(place, corner, single, List.of());
    }
    if (given instanceof Map || given instanceof List) {
      problems.add(
          place
              + ": expected "
              + expected(single)
              + ", found a "
              + (given instanceof Map ? "section" : "list"));
      return null;
    }
    return scalar(place, String.valueOf(given), single);
  }

  private @Nullable Object scalar(String place, String written, Class<?> type) {
    var text = Expansion.of(written, environment);
    if (text == null) {
      problems.add(
          place + ": the environment has no variable " + Expansion.missing(written, environment));
      return null;
    }
    var form = Forms.of(type);
    var value = form == null ? null : form.parse().apply(text);
    if (value == null) {
      var shown = type == Secret.class ? Secret.MASK : text;
      problems.add(place + ": expected " + expected(type) + ", found '" + shown + "'");
    }
    return value;
  }

  private List<Object> list(String place, Object given, Type element) {
    var out = new ArrayList<Object>();
    if (!(given instanceof List<?> list)) {
      problems.add(place + ": expected a list");
      return out;
    }
    for (int i = 0; i < list.size(); i++) {
      var value = list.get(i) == null ? null : value(place + "[" + i + "]", list.get(i), element);
      if (value != null) {
        out.add(value);
      }
    }
    return List.copyOf(out);
  }

  private Map<String, Object> map(String place, Object given, Type element) {
    var out = new LinkedHashMap<String, Object>();
    var tree = section(place, given);
    if (tree != null) {
      tree.forEach((key, inner) -> {
        var value = value(at(place, key), inner == null ? Map.of() : inner, element);
        if (value != null) {
          out.put(key, value);
        }
      });
    }
    return java.util.Collections.unmodifiableMap(out);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Map<String, Object> section(String place, Object given) {
    if (given instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    problems.add(place + ": expected a section of keys, found '" + given + "'");
    return null;
  }

  private @Nullable Object construct(
      String path, Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    try {
      var parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      var cause = e.getCause();
      problems.add((path.isEmpty() ? "" : path + ": ") + (cause == null ? e : cause.getMessage()));
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static String expected(Class<?> type) {
    var form = Forms.of(type);
    return form == null ? "a section" : form.expected();
  }

  static boolean optional(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  static String key(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  static String at(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
