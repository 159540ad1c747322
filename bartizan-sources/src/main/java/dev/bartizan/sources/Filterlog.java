package dev.bartizan.sources;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.sources.file.FileFollower;
import dev.bartizan.sources.filterlog.FilterlogDecoder;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;

/** Filterlog's lines in files; their times may lack the zone. */
record Filterlog() implements SourceType {
  @Override
  public Class<? extends Record> settings() {
    return FilterlogSettings.class;
  }

  @Override
  public Feed open(Settings section, Origin origin, InstantSource clock) throws InvalidSettings {
    var settings = section.bind(FilterlogSettings.class, "type");
    var zone = Objects.requireNonNullElseGet(settings.zone(), ZoneId::systemDefault);
    var lines = new FilterlogDecoder(origin, settings.keepRaw(), clock, zone);
    var options = Lines.options(section, settings.initialPosition(), settings.maxLine());
    return new Feed(new FileFollower(settings.file(), lines, options, clock), settings.keepRaw());
  }

  @Override
  public Source replay(
      String name, InputStream in, Origin origin, boolean keepRaw, InstantSource clock) {
    var decoder = new FilterlogDecoder(origin, keepRaw, clock, ZoneId.systemDefault());
    return Lines.replay(name, in, decoder);
  }
}
