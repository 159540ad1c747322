package dev.bartizan.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tree of settings with its place in the whole. A part describes its corner as a record; {@link
 * #bind} reads the corner completely: an unknown or missing key, or a value of the wrong form, is
 * refused with its full path.
 *
 * <p>A record's components are its keys, in snake case. Types: text, whole numbers, booleans,
 * {@link java.time.Duration} ({@code 15m}), {@link Size}, {@link java.nio.file.Path}, {@link
 * java.time.ZoneId}, addresses and prefixes, enums, {@link Secret}, records, lists and maps of
 * these, and {@code Settings} for a corner that another part binds. A {@code @Nullable} component
 * is optional. In text, {@code ${NAME}} and {@code ${NAME:-preset}} are taken from the environment;
 * {@code $$} is a dollar.
 */
public final class Settings {
  private final String path;
  private final Map<String, Object> tree;
  private final Function<String, @Nullable String> environment;

  Settings(String path, Map<String, Object> tree, Function<String, @Nullable String> environment) {
    this.path = path;
    this.tree = tree;
    this.environment = environment;
  }

  /**
   * The root of a tree of maps, lists, texts, numbers and booleans, as a YAML or JSON parser makes
   * it.
   *
   * @param environment gives a variable's value, or null
   */
  public static Settings of(
      Map<String, Object> tree, Function<String, @Nullable String> environment) {
    return new Settings("", tree, environment);
  }

  /** The full path, such as {@code sources.web}; empty at the root. */
  public String path() {
    return path;
  }

  /**
   * The text under a key, environment applied; null when missing or no text. For the key that says
   * which record to bind.
   */
  public @Nullable String text(String key) {
    return tree.get(key) instanceof String text ? Expansion.of(text, environment) : null;
  }

  /** The full path of a key in this corner. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /**
   * Reads this corner as a record.
   *
   * @param others keys that somebody else reads, such as {@code type}
   * @throws InvalidSettings with all problems in this corner
   */
  public <R extends Record> R bind(Class<R> type, String... others) throws InvalidSettings {
    var problems = new ArrayList<String>();
    var bound = new Binding(environment, problems).record(path, tree, type, List.of(others));
    if (!problems.isEmpty() || bound == null) {
      throw new InvalidSettings(problems);
    }
    return type.cast(bound);
  }

  /**
   * A settings record as a tree again: presets filled in, secrets masked, in the order of its
   * components.
   */
  public static Map<String, Object> effective(Record settings) {
    var tree = new LinkedHashMap<String, Object>();
    for (var component : settings.getClass().getRecordComponents()) {
      var value = Binding.value(settings, component);
      if (value != null) {
        tree.put(Binding.key(component), shown(value));
      }
    }
    return tree;
  }

  private static Object shown(Object value) {
    return switch (value) {
      case Settings corner -> corner.tree;
      case Record record when Forms.of(record.getClass()) == null -> effective(record);
      case Map<?, ?> map -> {
        var tree = new LinkedHashMap<String, Object>();
        map.forEach((key, inner) -> tree.put(String.valueOf(key), shown(inner)));
        yield tree;
      }
      case List<?> list -> list.stream().map(Settings::shown).toList();
      case Number number -> number;
      case Boolean flag -> flag;
      default -> Forms.print(value);
    };
  }
}
