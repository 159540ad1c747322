package dev.bartizan.sources;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.sources.pcap.PcapSource;
import java.io.InputStream;
import java.time.InstantSource;

/** Capture files. */
record Pcap() implements SourceType {
  @Override
  public Class<? extends Record> settings() {
    return PcapSettings.class;
  }

  @Override
  public Feed open(Settings section, Origin origin, InstantSource clock) throws InvalidSettings {
    var settings = section.bind(PcapSettings.class, "type");
    return new Feed(
        new PcapSource(settings.file(), origin, settings.keepRaw(), clock), settings.keepRaw());
  }

  @Override
  public Source replay(
      String name, InputStream in, Origin origin, boolean keepRaw, InstantSource clock) {
    return new PcapSource(in, origin, keepRaw, clock);
  }
}
