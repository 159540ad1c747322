package dev.bartizan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In full: {@code bench/crash}, 50 rounds. */
class CrashIT {
  @Test
  void a_killed_daemon_loses_and_doubles_nothing_in_store_and_live_tail(@TempDir Path directory)
      throws Exception {
    var result =
        Crash.run(
            directory,
            Integer.getInteger("bartizan.rounds", 4),
            Long.getLong("bartizan.seed", 20_261_121));
    assertThat(result.faults()).isEmpty();
    assertThat(result.lines()).isPositive();
  }
}
