package dev.bartizan.sources.caddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Golden;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaddyDecoderTest {
  private static final String HEAD =
      "{\"level\":\"info\",\"ts\":1795213015.7343392,\"logger\":\"http.log.access.log0\","
          + "\"msg\":\"handled request\",\"request\":{\"remote_ip\":\"203.0.113.7\","
          + "\"remote_port\":\"48774\",\"client_ip\":\"203.0.113.7\",\"proto\":\"HTTP/1.1\","
          + "\"method\":\"GET\",\"host\":\"www.example.org\",\"uri\":\"";
  private static final String TAIL =
      "\",\"headers\":{\"Cookie\":[\"REDACTED\"]}},\"status\":404,\"size\":12}";

  private final CaddyDecoder decoder =
      new CaddyDecoder(
          new Origin("sensor", "web"),
          true,
          InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z")));

  @Test
  void keeps_every_digit_of_the_time_down_to_microseconds() throws MalformedInput {
    for (long micros = 1_795_213_015_000_000L; micros < 1_795_213_015_020_000L; micros++) {
      var seconds = micros / 1_000_000 + "." + ("" + (1_000_000 + micros % 1_000_000)).substring(1);
      var event = decode(HEAD.replace("1795213015.7343392", seconds) + "/" + TAIL);
      assertThat(event.head().time()).isEqualTo(micros);
    }
  }

  @Test
  void a_line_cut_anywhere_in_the_uri_or_after_it_is_an_event() throws MalformedInput {
    var whole = (HEAD + "/\\u00e4b?q=\\\\x" + TAIL).getBytes(StandardCharsets.UTF_8);
    for (int length = HEAD.length(); length < whole.length; length++) {
      var event = (RequestServed) decoder.decode(new Line(whole, 0, length, true));
      assertThat(Flag.CUT.in(event.head().extra().flags())).isTrue();
      assertThat(event.head().src().ip()).isEqualTo(Address.of("203.0.113.7"));
      assertThat("/äb").startsWith(String.valueOf(event.request().path()));
    }
  }

  @Test
  void a_line_cut_before_the_uri_is_malformed() {
    var bytes = HEAD.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      var line = new Line(bytes, 0, length, true);
      assertThatThrownBy(() -> decoder.decode(line)).isInstanceOf(MalformedInput.class);
    }
  }

  @Test
  void a_line_that_is_whole_but_broken_is_malformed() {
    assertThatThrownBy(() -> decoder.decode(Line.of(HEAD + "/a")))
        .isInstanceOf(MalformedInput.class);
  }

  @Test
  void what_the_line_before_said_is_forgotten() throws MalformedInput {
    var full = decode(HEAD + "/a?secret=1" + TAIL);
    assertThat(full.request().query()).isEqualTo("secret=1");
    var bare = decode("{\"ts\":1795213015.1,\"request\":{\"uri\":\"/b\"}}");
    assertThat(bare.request()).isEqualTo(new RequestServed.Request(null, null, "/b", null, null));
    assertThat(bare.response()).isEqualTo(new RequestServed.Response(-1, -1, -1));
    assertThat(bare.head().src().ip()).isNull();
  }

  @Test
  void keeps_the_line_only_when_told() throws MalformedInput {
    var text = HEAD + "/" + TAIL;
    assertThat(decode(text).head().extra().raw())
        .satisfies(raw -> {
          var kept = Objects.requireNonNull(raw);
          assertThat(kept.linkType()).isEqualTo(Raw.LINE);
          assertThat(new String(kept.bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        });
    var frugal = new CaddyDecoder(new Origin("sensor", "web"));
    assertThat(((RequestServed) frugal.decode(Line.of(text))).head().extra().raw()).isNull();
  }

  @Test
  void secrets_in_headers_are_not_kept() {
    var lines = Golden.lines("caddy/caddy-variants.log");
    assertThat(lines.stream().map(line -> new String(line, StandardCharsets.UTF_8)))
        .anyMatch(line -> line.contains("secret"));
    assertThat(lines.stream().map(line -> Golden.outcome(decoder, line)))
        .noneMatch(outcome -> outcome.contains("secret") || outcome.contains("c2VjcmV0"));
  }

  @Test
  void without_a_clock_a_line_without_time_is_malformed() {
    var frugal = new CaddyDecoder(new Origin("sensor", "web"));
    assertThatThrownBy(() -> frugal.decode(Line.of("{\"request\":{\"uri\":\"/\"}}")))
        .hasMessage("no usable time");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, false, false",
    "203.0.113.0, true, false",
    "203.0.0.0, true, false",
    "10.1.2.3, false, true",
    "10.1.0.0, true, true",
    "172.31.255.1, false, true",
    "172.32.0.1, false, false",
    "127.0.0.1, false, true",
    "2001:db8::7, false, false",
    "2001:db8:1:2::, true, false",
    "2001:db8::, true, false",
    "::1, false, true",
    "fd00::1, false, true",
    "fe80::1, false, true"
  })
  void addresses_are_flagged(String address, boolean masked, boolean proxy) {
    int flags = Trust.flags(Address.of(address));
    assertThat(Flag.MASKED.in(flags)).isEqualTo(masked);
    assertThat(Flag.PROXY.in(flags)).isEqualTo(proxy);
  }

  private RequestServed decode(String line) throws MalformedInput {
    return (RequestServed) decoder.decode(Line.of(line));
  }
}
