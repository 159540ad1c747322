package dev.bartizan.sources.caddy;

import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Golden;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaddyGoldenTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caddy-2.10-generated.log",
        "caddy-2.6.2-http.log",
        "caddy-2.6.2-https.log",
        "caddy-variants.log"
      })
  void decodes_what_was_recorded(String recording) throws IOException {
    Golden.check(
        new CaddyDecoder(new Origin("sensor", "caddy"), false, NOON), "caddy/" + recording);
  }
}
