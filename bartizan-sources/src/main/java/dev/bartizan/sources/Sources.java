package dev.bartizan.sources;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.config.Suggestion;
import dev.bartizan.sources.caddy.CaddyDecoder;
import dev.bartizan.sources.eve.EveDecoder;
import dev.bartizan.sources.ndjson.NdjsonDecoder;
import dev.bartizan.sources.ulogd.UlogdDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The feeds that Bartizan reads. */
public final class Sources {
  /** How many first bytes {@link #detect} likes to see. */
  public static final int HEAD = 1 << 18;

  /** All of them, by the name that {@code type} gives in the configuration. */
  public static final Map<String, SourceType> BY_NAME = byName();

  private Sources() {}

  private static Map<String, SourceType> byName() {
    var types = new LinkedHashMap<String, SourceType>();
    types.put("caddy", new Lines(CaddyDecoder::new));
    types.put("eve", new Lines(EveDecoder::new));
    types.put("filterlog", new Filterlog());
    types.put("ulogd", new Lines(UlogdDecoder::new));
    types.put("ndjson", new Lines(NdjsonDecoder::new));
    types.put("pcap", new Pcap());
    return Collections.unmodifiableMap(types);
  }

  /**
   * The type that a section of the configuration names.
   *
   * @throws InvalidSettings when it names none, or one that is unknown
   */
  public static SourceType type(Settings section) throws InvalidSettings {
    var name = section.text("type");
    var type = name == null ? null : BY_NAME.get(name);
    if (type != null) {
      return type;
    }
    var known = String.join(", ", BY_NAME.keySet());
    var why =
        name == null
            ? "missing; one of " + known
            : "unknown type "
                + name
                + Suggestion.among(name, BY_NAME.keySet())
                + "; one of "
                + known;
    throw new InvalidSettings(List.of(section.path("type") + ": " + why));
  }

  /**
   * What kind of feed an input is, told by its first bytes, which may be compressed by gzip or
   * Zstandard: a name in {@link #BY_NAME}. Empty when nothing is known by them.
   */
  public static Optional<String> detect(byte[] head) {
    return Detection.of(head).filter(BY_NAME::containsKey);
  }
}
