package dev.bartizan.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.config.InvalidSettings;
import dev.bartizan.core.config.Settings;
import dev.bartizan.core.event.Origin;
import dev.bartizan.sources.file.FileFollower;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
  private static final Origin ORIGIN = new Origin("sensor", "web");

  private static Settings section(Map<String, Object> tree) {
    return Settings.of(tree, _ -> null);
  }

  private static SourceType.Feed open(Map<String, Object> tree) throws InvalidSettings {
    var section = section(tree);
    return Sources.type(section).open(section, ORIGIN, InstantSource.system());
  }

  @Test
  void opens_a_feed_of_lines_as_a_follower() throws Exception {
    var feed = open(Map.of("type", "caddy", "file", "/var/log/caddy/*.log", "keep_raw", true));
    assertThat(feed.source()).isInstanceOf(FileFollower.class);
    assertThat(feed.keepRaw()).isTrue();
    assertThat(open(Map.of("type", "caddy", "file", "/x")).keepRaw()).isFalse();
  }

  @Test
  void names_the_five_feeds_and_the_captures() throws Exception {
    assertThat(Sources.BY_NAME.keySet())
        .containsExactly("caddy", "eve", "filterlog", "ulogd", "ndjson", "pcap");
    for (var type : Sources.BY_NAME.keySet()) {
      assertThat(open(Map.of("type", type, "file", "/x")).source()).isNotNull();
    }
    assertThat(open(Map.of("type", "filterlog", "file", "/x", "zone", "Europe/Berlin")))
        .isNotNull();
  }

  @Test
  void refuses_what_it_does_not_know() {
    assertThatThrownBy(() -> open(Map.of("type", "cady", "file", "/x")))
        .hasMessageContaining("type: unknown type cady")
        .hasMessageContaining("caddy");
    assertThatThrownBy(() -> open(Map.of("file", "/x"))).hasMessageContaining("type: missing");
    assertThatThrownBy(() -> open(Map.of("type", "caddy"))).hasMessageContaining("file");
    assertThatThrownBy(() -> open(Map.of("type", "caddy", "file", "/x", "max_line", "0")))
        .hasMessageContaining("max_line: from 1 byte to 256MiB");
    assertThatThrownBy(() -> open(Map.of("type", "caddy", "file", "/x", "zone", "UTC")))
        .hasMessageContaining("zone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          caddy     | {"level":"info","ts":1.5,"logger":"http.log.access","request":{"uri":"/"}}
          eve       | {"timestamp":"2026-11-20T22:11:37+0100","event_type":"alert","src_ip":"::1"}
          ulogd     | {"timestamp": "2026-11-20T22:11:37", "dvc": "gw1", "oob.time.sec": 1}
          ulogd     | {"@version": 1, "@timestamp": "2026-11-20T22:11:37", "dvc": "gw1"}
          ndjson    | {"id":7,"time":"2026-11-20T22:11:37Z","kind":"packet","sensor":"s"}
          filterlog | 77,,,0,igb0,match,block,in,4,0x0,,51,54321,0,DF,6,tcp,60,203.0.113.9,198.51.100.2
          filterlog | <134>1 2026-11-20T22:11:37+01:00 fw filterlog 173 - [meta] 77,,,0,igb0,match,pass,out,6,0x0
          filterlog | Nov 20 22:11:37 fw filterlog[173]: 77,,,0,igb0,match,block,in,4,0x0,,51,54321
          """)
  void knows_a_feed_by_its_lines(String type, String line) {
    assertThat(Detection.of(("\nsomething else\n" + line + "\n").getBytes(UTF_8))).contains(type);
  }

  @ParameterizedTest
  @CsvSource({"d4c3b2a1", "a1b2c3d4", "4d3cb2a1", "0a0d0d0a"})
  void knows_a_capture_by_its_magic_also_compressed(String magic) throws Exception {
    var head = HexFormat.of().parseHex(magic + "0200040000000000");
    assertThat(Sources.detect(head)).contains("pcap");
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(head);
    }
    assertThat(Sources.detect(packed.toByteArray())).contains("pcap");
  }

  @Test
  void does_not_guess() {
    assertThat(Sources.detect("hello\n{\"a\":1}\n".getBytes(UTF_8))).isEmpty();
    assertThat(Sources.detect(new byte[0])).isEmpty();
    assertThat(Sources.detect(new byte[] {0x1f, (byte) 0x8b, 8, 0})).isEmpty();
  }
}
