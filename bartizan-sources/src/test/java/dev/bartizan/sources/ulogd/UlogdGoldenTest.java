package dev.bartizan.sources.ulogd;

import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Golden;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlogdGoldenTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulogd-json-classic.jsonl",
        "ulogd-json-edge-TZ-uid-snaplen.jsonl",
        "ulogd-json-eventv1.jsonl",
        "ulogd-mode-udp.jsonl",
        "ulogd-nfct.jsonl",
        "ulogd_nfct_events.json",
        "ulogd_nfct_hash.json",
        "ulogd-variants.jsonl"
      })
  void decodes_what_was_recorded(String recording) throws IOException {
    Golden.check(
        new UlogdDecoder(new Origin("sensor", "ulogd"), false, NOON), "ulogd/" + recording);
  }
}
