package dev.bartizan.sources;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Source;
import java.io.InputStream;
import java.time.InstantSource;

/** A kind of feed: what its settings are and how it is read. */
public interface SourceType {
  /** The record that describes its section of the configuration, less the key {@code type}. */
  Class<? extends Record> settings();

  /**
   * A source as its section says; nothing is opened yet.
   *
   * @param origin who its events are from
   * @throws InvalidSettings with every problem in the section
   */
  Feed open(Settings section, Origin origin, InstantSource clock) throws InvalidSettings;

  /**
   * A source of one complete input, such as a file or standard input, compressed or not, that ends
   * with it and has no positions.
   *
   * @param name of the input, for people
   * @param in closed at the end
   * @param keepRaw whether its events carry the record as it came
   */
  Source replay(String name, InputStream in, Origin origin, boolean keepRaw, InstantSource clock);

  /**
   * A source that can be started.
   *
   * @param keepRaw whether its events carry the record as it came, to be kept
   */
  record Feed(Source source, boolean keepRaw) {}
}
