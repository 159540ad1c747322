package dev.bartizan.sources.ndjson;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.event.Origin;
import dev.bartizan.testkit.Hostile;
import java.time.Instant;
import java.time.InstantSource;

class NdjsonFuzzTest {
  private final NdjsonDecoder decoder =
      new NdjsonDecoder(
          new Origin("sensor", "import"),
          true,
          InstantSource.fixed(Instant.parse("2026-12-01T12:00:00Z")));

  @FuzzTest
  void any_bytes_are_decoded_or_malformed(byte[] input) {
    Hostile.feed(decoder, input);
  }
}
