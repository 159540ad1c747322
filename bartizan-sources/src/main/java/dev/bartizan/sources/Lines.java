package dev.bartizan.sources;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.config.Size;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.sources.file.FileFollower;
import dev.bartizan.sources.file.Initial;
import dev.bartizan.sources.file.LineReplay;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;

/** Feeds that are lines in files; their decoder tells them apart. */
record Lines(Decoder decoder) implements SourceType {
  /** Makes a decoder. */
  @FunctionalInterface
  interface Decoder {
    LineDecoder of(Origin origin, boolean keepRaw, InstantSource clock);
  }

  @Override
  public Class<? extends Record> settings() {
    return LineSettings.class;
  }

  @Override
  public Feed open(Settings section, Origin origin, InstantSource clock) throws InvalidSettings {
    var settings = section.bind(LineSettings.class, "type");
    var lines = decoder.of(origin, settings.keepRaw(), clock);
    var options = options(section, settings.initialPosition(), settings.maxLine());
    return new Feed(new FileFollower(settings.file(), lines, options, clock), settings.keepRaw());
  }

  @Override
  public Source replay(
      String name, InputStream in, Origin origin, boolean keepRaw, InstantSource clock) {
    return replay(name, in, decoder.of(origin, keepRaw, clock));
  }

  static Source replay(String name, InputStream in, LineDecoder decoder) {
    return new LineReplay(name, in, decoder, FileFollower.Options.USUAL.limit());
  }

  static FileFollower.Options options(Settings section, Initial initial, Size limit)
      throws InvalidSettings {
    if (limit.bytes() < 1 || limit.bytes() > FileFollower.Options.LARGEST) {
      throw new InvalidSettings(
          List.of(section.path("max_line") + ": from 1 byte to 256MiB, not " + limit.bytes()));
    }
    return new FileFollower.Options(initial, (int) limit.bytes());
  }
}
