package dev.bartizan.sources.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.PacketDecoder;
import dev.bartizan.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each sample against what was checked by hand. {@code -Dbartizan.golden=write} writes the
 * expectations anew.
 */
class GoldenCapturesTest {
  private static final Path CAPTURES = Path.of("src/test/resources/captures");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pflog",
        "pflog_freebsd13_len61",
        "pflog_freebsd14_len69",
        "pflog_openbsd_len100",
        "nflog-group0-dlt239",
        "nflog-group1-dlt239",
        "ulogd-allowed-raw",
        "ulogd-blocked-raw",
        "afpacket-wan0-syn"
      })
  void capture_gives_the_expected_events(String name) throws Exception {
    var lines = lines(CAPTURES.resolve(name + ".pcap"));
    var golden = CAPTURES.resolve(name + ".ndjson");
    if ("write".equals(System.getProperty("bartizan.golden"))) {
      Files.write(golden, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(golden));
  }

  private static List<String> lines(Path file) throws IOException {
    var decoder = new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON);
    var lines = new ArrayList<String>();
    try (var reader = new CaptureReader(Files.newInputStream(file))) {
      while (reader.next()) {
        try {
          decoder.decode(reader.frame(), decoded -> lines.add(line(decoded)));
        } catch (MalformedInput e) {
          lines.add("{\"malformed\":\"" + e.getMessage() + "\"}");
        }
      }
    } catch (MalformedInput e) {
      lines.add("{\"malformed\":\"" + e.getMessage() + "\"}");
    }
    return lines;
  }

  private static String line(Decoded decoded) {
    var out = new StringBuilder();
    switch (decoded) {
      case Event event -> EventJson.append(out, event);
      case Decoded.Ignored ignored ->
          out.append("{\"ignored\":\"").append(ignored.why()).append("\"}");
      case Decoded.Measured measured -> out.append(Map.of("measured", measured.counters()));
    }
    return out.toString();
  }
}
