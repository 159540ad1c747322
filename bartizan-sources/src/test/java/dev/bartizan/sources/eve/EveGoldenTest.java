package dev.bartizan.sources.eve;

import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Golden;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveGoldenTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z"));

  @ParameterizedTest
  @ValueSource(strings = {"eve-records.jsonl"})
  void decodes_what_was_recorded(String recording) throws IOException {
    Golden.check(new EveDecoder(new Origin("sensor", "eve"), false, NOON), "eve/" + recording);
  }
}
