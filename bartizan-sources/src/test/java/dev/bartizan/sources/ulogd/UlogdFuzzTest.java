package dev.bartizan.sources.ulogd;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Golden;
import dev.bartizan.testkit.Hostile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UlogdFuzzTest {
  private final UlogdDecoder decoder =
      new UlogdDecoder(
          new Origin("sensor", "ulogd"),
          true,
          InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z")));

  @Test
  void hostile_lines_are_decoded_or_malformed() {
    var samples =
        Stream.of(
                "ulogd-json-classic.jsonl",
                "ulogd-json-edge-TZ-uid-snaplen.jsonl",
                "ulogd-json-eventv1.jsonl",
                "ulogd-mode-udp.jsonl",
                "ulogd-nfct.jsonl",
                "ulogd-variants.jsonl",
                "ulogd_nfct_events.json",
                "ulogd_nfct_hash.json")
            .flatMap(recording -> Golden.lines("ulogd/" + recording).stream())
            .toList();
    Hostile.lines(decoder, 20261122, 50_000, samples);
  }

  @FuzzTest
  void any_bytes_are_decoded_or_malformed(byte[] input) {
    Hostile.feed(decoder, input);
  }
}
