package dev.bartizan.sources.caddy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Golden;
import dev.bartizan.testkit.Hostile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaddyFuzzTest {
  private final CaddyDecoder decoder =
      new CaddyDecoder(
          new Origin("sensor", "caddy"),
          true,
          InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z")));

  @Test
  void hostile_lines_are_decoded_or_malformed() {
    var samples =
        Stream.of(
                "caddy-2.10-generated.log",
                "caddy-2.6.2-http.log",
                "caddy-2.6.2-https.log",
                "caddy-variants.log")
            .flatMap(recording -> Golden.lines("caddy/" + recording).stream())
            .toList();
    Hostile.lines(decoder, 20261120, 50_000, samples);
  }

  @FuzzTest
  void any_bytes_are_decoded_or_malformed(byte[] input) {
    Hostile.feed(decoder, input);
  }
}
