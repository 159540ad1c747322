package dev.bartizan.app.config;

import dev.bartizan.core.config.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration file as a tree, with the line of each key.
 *
 * @param tree of maps, lists, texts, numbers and booleans
 * @param lines by full path of the key, counted from 1
 */
public record ConfigFile(Map<String, Object> tree, Map<String, Integer> lines) {
  /** The tree of an empty file. */
  static final ConfigFile EMPTY = new ConfigFile(Map.of(), Map.of());

  /**
   * Reads YAML; a key given twice, an anchor, or anything but one mapping is refused.
   *
   * @throws InvalidSettings with the line and what was wrong
   */
  static ConfigFile read(Path file) throws InvalidSettings {
    try {
      return YamlTree.parse(Files.readString(file));
    } catch (IOException e) {
      throw new InvalidSettings(List.of(file + ": cannot be read: " + e));
    }
  }

  /** Problems with the line of the key that each begins with, where the file has it. */
  public InvalidSettings placed(InvalidSettings e) {
    return new InvalidSettings(e.problems().stream().map(this::placed).toList());
  }

  private String placed(String problem) {
    int colon = problem.indexOf(": ");
    var path = colon < 0 ? problem : problem.substring(0, colon);
    while (!path.isEmpty()) {
      var line = lines.get(path);
      if (line != null) {
        return "line " + line + ": " + problem;
      }
      path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
    return problem;
  }
}
