package dev.bartizan.app.daemon;

import dev.bartizan.app.config.Config;
import dev.bartizan.app.config.Configuration;
import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Schema;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.sources.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The parts that a configuration names. */
public final class Parts {
  /** A source as configured, with the name of its type. */
  public record Feed(String type, Source source, boolean keepRaw) {}

  private Parts() {}

  /**
   * Makes every source of a configuration, by name, without opening anything.
   *
   * @throws InvalidSettings with the problems of all of them
   */
  public static Map<String, Feed> sources(Configuration configuration, InstantSource clock)
      throws InvalidSettings {
    var sensor = sensor(configuration);
    var feeds = new LinkedHashMap<String, Feed>();
    var problems = new ArrayList<String>();
    configuration
        .config()
        .sources()
        .forEach((name, section) -> {
          try {
            feeds.put(name, feed(section, new Origin(sensor, name), clock));
          } catch (InvalidSettings e) {
            problems.addAll(e.problems());
          }
        });
    if (!problems.isEmpty()) {
      throw configuration.file().placed(new InvalidSettings(problems));
    }
    return feeds;
  }

  private static Feed feed(Settings section, Origin origin, InstantSource clock)
      throws InvalidSettings {
    var feed = Sources.type(section).open(section, origin, clock);
    return new Feed(Objects.requireNonNull(section.text("type")), feed.source(), feed.keepRaw());
  }

  /** The installation's name in its events. */
  public static String sensor(Configuration configuration) {
    var named = configuration.config().sensor();
    return named == null ? host() : named;
  }

  private static String host() {
    try {
      var name = Files.readString(Path.of("/etc/hostname")).strip();
      return name.isEmpty() ? "bartizan" : name;
    } catch (IOException _) {
      return "bartizan";
    }
  }

  /** A configuration with presets filled in and secrets masked. */
  public static Map<String, Object> effective(Configuration configuration) throws InvalidSettings {
    var tree = Settings.effective(configuration.config());
    var sources = new LinkedHashMap<String, Object>();
    for (var source : configuration.config().sources().entrySet()) {
      var section = source.getValue();
      var type = configuration.bind(() -> Sources.type(section));
      var shown = new LinkedHashMap<String, Object>();
      shown.put("type", Objects.requireNonNull(section.text("type")));
      shown.putAll(
          Settings.effective(configuration.bind(() -> section.bind(type.settings(), "type"))));
      sources.put(source.getKey(), shown);
    }
    tree.put("sources", sources);
    return tree;
  }

  /** The JSON Schema of all of bartizan.yaml. */
  public static Map<String, Object> schema() {
    var types = new LinkedHashMap<String, Class<? extends Record>>();
    Sources.BY_NAME.forEach((name, type) -> types.put(name, type.settings()));
    return Schema.of("bartizan.yaml", Config.class, Map.of("sources", types));
  }
}
