package dev.bartizan.sources.eve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** With Suricata's own schema and samples, which {@code ./check --samples DIR} names. */
class EveSchemaTest {
  private static final int RECORDS = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final EveDecoder decoder = new EveDecoder(new Origin("sensor", "ids"));

  @Test
  void whatever_the_schema_allows_is_decoded_and_nothing_is_lost()
      throws IOException, MalformedInput {
    var schema = JSON.readTree(Files.readString(sample("schema.json")));
    var draw = new Draw(schema, new SplittableRandom(20261120));
    var types = schema.get("properties").propertyNames();
    assertThat(types).contains("alert", "dns", "stats").hasSizeGreaterThan(80);
    for (int round = 0; round < RECORDS; round++) {
      for (var type : types) {
        check(type, draw.record(type), draw.leaves());
      }
    }
  }

  private void check(String type, Map<String, Object> record, List<String> leaves)
      throws MalformedInput {
    var line = JSON.writeValueAsString(record);
    switch (decoder.decode(Line.of(line))) {
      case Decoded.Measured measured -> {
        assertThat(type).isEqualTo("stats");
        assertThat(measured.counters()).isNotEmpty();
      }
      case Decoded.Ignored _ -> assertThat(record).doesNotContainKeys("src_ip", "dest_ip");
      case Event event -> {
        var out = new StringBuilder();
        EventJson.append(out, event);
        var texts = out.toString();
        var lost = leaves.stream().filter(leaf -> !texts.contains(quoted(leaf)));
        assertThat(lost).as(line).isEmpty();
      }
    }
  }

  private static String quoted(String leaf) {
    var quoted = new StringBuilder();
    EventJson.quote(quoted, leaf);
    return quoted.substring(1, quoted.length() - 1);
  }

  @Test
  void alerts_of_a_real_sensor_of_2018_are_decoded() throws IOException, MalformedInput {
    var lines = Files.readAllLines(sample("eve-opnsense-2018.jsonl"));
    assertThat(lines).hasSize(6);
    for (var line : lines) {
      assertThat(decoder.decode(Line.of(line))).isInstanceOf(AlertRaised.class);
    }
  }

  private static Path sample(String name) {
    var found = Needs.samples().map(samples -> samples.resolve("suricata").resolve(name));
    if (found.isEmpty()) {
      Assumptions.abort("Suricata's samples are not here: ./check --samples DIR");
    }
    return found.orElseThrow();
  }
}
