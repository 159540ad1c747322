package dev.bartizan.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench/torture}: each way of rotation once. */
@Timeout(300)
class TortureIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path dir;

  @Test
  void no_line_is_lost_or_doubled_through_rotations_and_kills() throws Exception {
    long seed = Long.getLong("bartizan.seed", System.nanoTime());
    var verdict = Torture.run(Integer.getInteger("bartizan.rounds", 13), dir, seed);
    assertThat(verdict.faults()).as("seed %d in %s: %s", seed, dir, verdict).isEmpty();
    assertThat(verdict.events()).isPositive();
  }
}
