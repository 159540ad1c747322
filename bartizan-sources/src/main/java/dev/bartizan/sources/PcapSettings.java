package dev.bartizan.sources;

import dev.bartizan.core.config.Meaning;
import java.nio.file.Path;

/** Settings of a capture file. */
record PcapSettings(
    @Meaning("Path of a complete pcap or pcapng file, plain or compressed by gzip or Zstandard.")
        Path file,
    @Meaning(value = "Keep the captured bytes of each packet, for inspection.", preset = "false")
        boolean keepRaw) {}
