package dev.bartizan.sources.eve;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Golden;
import dev.bartizan.testkit.Hostile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveFuzzTest {
  private final EveDecoder decoder =
      new EveDecoder(
          new Origin("sensor", "eve"),
          true,
          InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z")));

  @Test
  void hostile_lines_are_decoded_or_malformed() {
    var samples =
        Stream.of("eve-records.jsonl")
            .flatMap(recording -> Golden.lines("eve/" + recording).stream())
            .toList();
    Hostile.lines(decoder, 20261121, 50_000, samples);
  }

  @FuzzTest
  void any_bytes_are_decoded_or_malformed(byte[] input) {
    Hostile.feed(decoder, input);
  }
}
