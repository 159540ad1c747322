package dev.bartizan.app.config;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was read and bound; problems name the line in the file.
 *
 * @param config all but the sections of the sources, which {@link #bind} reads
 */
public record Configuration(Config config, ConfigFile file) {
  /** The configuration of an empty file. */
  public static Configuration presets(Function<String, @Nullable String> environment)
      throws InvalidSettings {
    return of(ConfigFile.EMPTY, environment);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidSettings with every problem that was found, but those in sections of sources
   */
  public static Configuration read(Path path, Function<String, @Nullable String> environment)
      throws InvalidSettings {
    return of(ConfigFile.read(path), environment);
  }

  /** Reads the text of a file, as {@link #read} does. */
  public static Configuration parse(String text, Function<String, @Nullable String> environment)
      throws InvalidSettings {
    return of(YamlTree.parse(text), environment);
  }

  private static Configuration of(ConfigFile file, Function<String, @Nullable String> environment)
      throws InvalidSettings {
    try {
      var settings = Settings.of(spelledOut(file.tree()), environment);
      return new Configuration(settings.bind(Config.class), file);
    } catch (InvalidSettings e) {
      throw file.placed(e);
    }
  }

  /** {@code store: memory} is short for {@code store: {kind: memory}}. */
  private static Map<String, Object> spelledOut(Map<String, Object> tree) {
    if (!(tree.get("store") instanceof String kind)) {
      return tree;
    }
    var longer = new LinkedHashMap<>(tree);
    longer.put("store", Map.of("kind", kind));
    return longer;
  }

  /** What reads one section of the file. */
  @FunctionalInterface
  public interface Section<T> {
    /** Reads it. */
    T read() throws InvalidSettings;
  }

  /** Reads a section; problems get the line in the file. */
  public <T> T bind(Section<T> section) throws InvalidSettings {
    try {
      return section.read();
    } catch (InvalidSettings e) {
      throw file.placed(e);
    }
  }
}
