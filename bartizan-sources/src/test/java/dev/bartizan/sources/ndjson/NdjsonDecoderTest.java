package dev.bartizan.sources.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.StateChanged;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Events;
import dev.bartizan.testkit.Mutations;
import dev.bartizan.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonDecoderTest {
  private final Events events = new Events(new SplittableRandom(7), 1_795_213_015_000_000L);
  private final NdjsonDecoder decoder = new NdjsonDecoder(new Origin("here", "import"));

  @Test
  void reads_what_an_export_wrote() throws MalformedInput {
    for (var event : events.list(20_000)) {
      var line = json(event);
      var read = (Event) decoder.decode(Line.of(line));
      assertThat(json(read)).isEqualTo(line);
      if (!isBlank(event)) {
        assertThat(read).isEqualTo(event);
      }
    }
  }

  /** A header or layer of which nothing is known looks like none; no state has a reason. */
  private static boolean isBlank(Event event) {
    return switch (event) {
      case PacketLogged packet -> !json(packet).matches(".*\"(tcp|icmp)\\..*");
      case FlowObserved flow -> !json(flow).matches(".*\"(dns|tls|ssh)\\..*");
      case StateChanged state -> state.state().rule().reason() != null;
      case AlertRaised _, RequestServed _, HoneypotTouched _ -> false;
    };
  }

  @Test
  void reads_stored_events_and_those_in_the_elastic_naming() throws MalformedInput {
    for (var event : events.list(5_000)) {
      var stored = new StringBuilder();
      EventJson.append(stored, new StoredEvent(42, event));
      assertThat(json((Event) decoder.decode(Line.of(stored.toString())))).isEqualTo(json(event));
      var elastic = new StringBuilder();
      EventJson.appendEcs(elastic, new StoredEvent(42, event));
      assertThat(json((Event) decoder.decode(Line.of(elastic.toString())))).isEqualTo(json(event));
    }
  }

  @Test
  void no_elastic_name_means_another_field() {
    var names = new HashSet<String>();
    for (var field : Field.values()) {
      var named = Field.named(field.ecs());
      assertThat(named == null || named == field).as(field.ecs()).isTrue();
      assertThat(names.add(field.ecs())).as(field.ecs()).isTrue();
    }
  }

  @Test
  void sensor_and_source_stand_in_where_the_line_names_none() throws MalformedInput {
    var line =
        "{\"time\":\"2026-11-20T22:16:55Z\",\"kind\":\"request\",\"src.ip\":\"203.0.113.7\"}";
    var event = (Event) decoder.decode(Line.of(line));
    assertThat(event.head().origin()).isEqualTo(new Origin("here", "import"));
    assertThat(event.head().src().ip()).isEqualTo(Samples.SCANNER);
  }

  @Test
  void a_cut_line_gives_what_could_be_read() throws MalformedInput {
    var text =
        "{\"time\":\"2026-11-20T22:16:55Z\",\"kind\":\"request\",\"http.path\":\"/a\",\"detail\":{\"x\":\"";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var event = (Event) decoder.decode(new Line(bytes, 0, bytes.length, true));
    assertThat(Flag.CUT.in(event.head().extra().flags())).isTrue();
    assertThatThrownBy(() -> decoder.decode(new Line(bytes, 0, bytes.length, false)))
        .isInstanceOf(MalformedInput.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no kind              | {"time":"2026-11-20T22:16:55Z"}                     | no kind
          unknown kind         | {"kind":"rumour"}                                   | kind is not one of
          kind of a number     | {"kind":7}                                          | kind is not text
          no time              | {"kind":"request"}                                  | no usable time
          bad time             | {"kind":"request","time":"2026-02-30T00:00:00Z"}    | time is not a time
          time as a number     | {"kind":"request","time":1795213015}                | time is not a time
          unknown name         | {"kind":"request","src.ipp":"203.0.113.7"}          | no field
          field of another     | {"kind":"request","tcp.seq":1}                      | a request has no tcp.seq
          not an address       | {"kind":"request","src.ip":"example.org"}           | src.ip is not an address
          port out of range    | {"kind":"request","src.port":65536}                 | src.port is not
          negative number      | {"kind":"request","http.bytes":-1}                  | http.bytes is not
          fraction             | {"kind":"request","http.bytes":1.5}                 | http.bytes is not
          unknown protocol     | {"kind":"request","proto":"quux"}                   | proto is not
          unknown action       | {"kind":"request","action":"maybe"}                 | action is not one of
          unknown flag         | {"kind":"request","flags":["odd"]}                  | flags is not a list
          flags as text        | {"kind":"request","flags":"cut"}                    | flags is not a list
          detail of text       | {"kind":"request","detail":"x"}                     | detail is not an object
          bad TCP flags        | {"kind":"packet","tcp.flags":"XYZ"}                 | tcp.flags
          alert of nothing     | {"kind":"alert"}                                    | no alert.signature
          visit without phase  | {"kind":"honeypot"}                                 | no honeypot.phase
          state of nothing     | {"kind":"state"}                                    | no state.change
          flow of no type      | {"kind":"flow"}                                     | no flow.type
          """)
  void refuses(String why, String line, String message) {
    var timed = line.contains("time") ? line : line.replace("{\"kind", TIMED);
    var text = why.equals("no time") ? line : timed;
    assertThatThrownBy(() -> decoder.decode(Line.of(text)))
        .as(why)
        .isInstanceOf(MalformedInput.class)
        .hasMessageContaining(message);
  }

  private static final String TIMED = "{\"time\":\"2026-11-20T22:16:55Z\",\"kind";

  @Test
  void hostile_lines_are_events_or_malformed() {
    var samples = events.list(60).stream().map(NdjsonDecoderTest::json).toList();
    Mutations.hunt(20261123, 50_000, Mutations.texts(samples), this::feed);
  }

  private void feed(byte[] input) {
    for (var cut : List.of(false, true)) {
      try {
        if (decoder.decode(new Line(input, 0, input.length, cut)) instanceof Event event) {
          var again = json((Event) decoder.decode(Line.of(json(event))));
          assertThat(again).isEqualTo(json(event));
        }
      } catch (MalformedInput malformed) {
        assertThat(malformed).message().isNotEmpty();
        assertThat(Arrays.asList(malformed.getStackTrace())).isEmpty();
      }
    }
  }

  private static String json(Event event) {
    var out = new StringBuilder();
    EventJson.append(out, event);
    return out.toString();
  }
}
