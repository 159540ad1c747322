package dev.bartizan.sources;

import dev.bartizan.sources.file.Unpacking;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells feeds apart by how they begin. */
final class Detection {
  private static final Set<String> CAPTURES =
      Set.of("a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1", "a1b2cd34", "34cdb2a1", "0a0d0d0a");
  private static final int LINES = 50;

  private static final Pattern FILTERLOG =
      Pattern.compile(
          "(?:^|.*\\bfilterlog\\b.*[ :])\\d+,[^,]*,[^,]*,[^,]*,[^,]+,[^,]+,(?:pass|block|match|nat|rdr|binat|scrub),(?:in|out),[46],.*");

  private Detection() {}

  static Optional<String> of(byte[] head) {
    var bytes = Unpacking.head(head, 1 << 16);
    if (bytes.length >= 4 && CAPTURES.contains(HexFormat.of().formatHex(Arrays.copyOf(bytes, 4)))) {
      return Optional.of("pcap");
    }
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .limit(LINES)
        .map(Detection::line)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> line(String line) {
    if (FILTERLOG.matcher(line).matches()) {
      return Optional.of("filterlog");
    }
    return line.startsWith("{") ? json(line) : Optional.empty();
  }

  private static Optional<String> json(String line) {
    if (has(line, "event_type") && has(line, "timestamp")) {
      return Optional.of("eve");
    }
    if (has(line, "dvc") || has(line, "oob.time.sec") || has(line, "ct.event")) {
      return Optional.of("ulogd");
    }
    if (has(line, "kind") && has(line, "sensor") && has(line, "time")) {
      return Optional.of("ndjson");
    }
    return has(line, "request") && has(line, "uri") ? Optional.of("caddy") : Optional.empty();
  }

  private static boolean has(String line, String key) {
    return line.contains('"' + key + "\":") || line.contains('"' + key + "\" :");
  }
}
