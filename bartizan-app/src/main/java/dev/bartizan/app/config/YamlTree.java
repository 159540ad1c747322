package dev.bartizan.app.config;

import dev.bartizan.core.config.InvalidSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads YAML token by token into a tree, noting the line of each key. Numbers stay as written, an
 * empty value is the empty text.
 */
final class YamlTree {
  private static final int DEPTH = 20;

  private final JsonParser parser;
  private final Map<String, Integer> lines = new HashMap<>();

  private YamlTree(JsonParser parser) {
    this.parser = parser;
  }

  static ConfigFile parse(String text) throws InvalidSettings {
    if (text.isBlank()) {
      return ConfigFile.EMPTY;
    }
    try (var parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new YamlTree(parser).file();
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new InvalidSettings(
          List.of((at == null ? "" : "line " + at.getLineNr() + ": ") + oneLine(e)));
    }
  }

  private static String oneLine(JacksonException e) {
    return e.getOriginalMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  private ConfigFile file() throws InvalidSettings {
    var token = parser.nextToken();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return ConfigFile.EMPTY;
    }
    if (token != JsonToken.START_OBJECT) {
      throw refused("expected keys such as 'sources:'");
    }
    var tree = section("", 0);
    if (parser.nextToken() != null) {
      throw refused("a second document begins here; one is expected");
    }
    return new ConfigFile(tree, lines);
  }

  private Map<String, Object> section(String path, int depth) throws InvalidSettings {
    var tree = new LinkedHashMap<String, Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = parser.currentName();
      var place = path.isEmpty() ? key : path + "." + key;
      int line = parser.currentTokenLocation().getLineNr();
      var before = lines.putIfAbsent(place, line);
      if (before != null) {
        throw refused(place + ": given twice, first in line " + before);
      }
      parser.nextToken();
      tree.put(key, value(place, depth + 1));
    }
    return tree;
  }

  private List<Object> list(String path, int depth) throws InvalidSettings {
    var list = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var place = path + "[" + list.size() + "]";
      lines.put(place, parser.currentTokenLocation().getLineNr());
      list.add(value(place, depth + 1));
    }
    return list;
  }

  private Object value(String place, int depth) throws InvalidSettings {
    if (depth > DEPTH) {
      throw refused(place + ": nested too deep");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> section(place, depth);
      case START_ARRAY -> list(place, depth);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> "";
      case null, default -> throw refused(place + ": not understood");
    };
  }

  private InvalidSettings refused(String why) {
    return new InvalidSettings(
        List.of("line " + parser.currentTokenLocation().getLineNr() + ": " + why));
  }
}
