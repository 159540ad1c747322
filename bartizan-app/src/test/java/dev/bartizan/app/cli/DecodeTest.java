package dev.bartizan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeTest {
  @TempDir Path dir;

  private static String line(int port) {
    var out = new StringBuilder();
    EventJson.append(out, Events.blocked(Samples.SCANNER, port, Samples.NOON_MICROS));
    return out.append('\n').toString();
  }

  private Said in(String input, String... words) {
    return Said.by(
        Map.of("BARTIZAN_STATE_DIR", dir.resolve("state").toString()), false, input, words);
  }

  @Test
  void prints_what_matches_from_a_pipe() {
    var said = in(line(22) + line(23) + line(22), "decode", "-", "dst.port:22");
    assertThat(said.out()).isEqualTo(line(22).repeat(2));
    assertThat(said.exit()).isZero();
  }

  @Test
  void takes_tcpdumps_letters() throws Exception {
    var file = Files.writeString(dir.resolve("x.ndjson"), line(22).repeat(9));
    var said =
        in("", "decode", "-n", "-q", "-tttt", "-c", "2", "-r", file.toString(), "dst port 22");
    assertThat(said.out()).isEqualTo(line(22).repeat(2));
  }

  @Test
  void gives_records_back_as_they_came() {
    assertThat(in(line(22) + line(23), "decode", "-", "-o", "raw", "dst.port:23").out())
        .isEqualTo(line(23));
  }

  @Test
  void tells_what_it_rejects_with_6() {
    var said = in(line(22) + "{\"kind\u001b\n", "decode", "-");
    assertThat(said.exit()).isEqualTo(6);
    assertThat(said.out()).isEqualTo(line(22));
    assertThat(said.err()).contains("1 record could not be decoded").doesNotContain("\u001b");
  }

  @Test
  void asks_for_the_type_of_what_it_does_not_know() {
    var said = in("hello\n", "decode", "-");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("--as");
    assertThat(in("x", "decode", "-", "--as", "cady").err()).contains("did you mean 'caddy'?");
  }

  @Test
  void replays_into_the_store_once() throws Exception {
    var file = Files.writeString(dir.resolve("x.ndjson"), line(22) + line(23)).toString();
    assertThat(in("", "replay", file).err()).contains("2 events, 0 ignored, 0 rejected");
    assertThat(in("", "replay", file).err()).contains("--again");
    assertThat(in("", "events", "-o", "ndjson").out().lines())
        .hasSize(2)
        .allMatch(event -> event.startsWith("{\"id\":"));
    assertThat(in("", "ip", Samples.SCANNER.toString()).out()).contains("total:      2");
    assertThat(in("", "ip", "203.0.113.0/24", "-o", "json").out()).contains("\"total\":2");
    assertThat(in("", "ip", "192.0.2.250").exit()).isEqualTo(3);
  }
}
