package dev.bartizan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bartizan.core.event.Field;
import dev.bartizan.core.query.Query;
import dev.bartizan.core.store.Selection;
import dev.bartizan.core.store.StoreException;
import dev.bartizan.testkit.Needs;
import dev.bartizan.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one store; {@code -Dbartizan.rounds=50} kills more often. */
class StoreProcessTest {
  private static final int ROUNDS = Integer.getInteger("bartizan.rounds", 5);

  @TempDir Path directory;
  private Path said;

  @BeforeEach
  void writer_speaks_to_a_file(@TempDir Path other) {
    said = other.resolve("said");
  }

  @Test
  void a_kill_at_any_moment_leaves_whole_batches() throws Exception {
    var random = new Random(ROUNDS);
    long before = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long told = killed(random, round);
      try (var store = DuckDbEventStore.idle(StoreConfig.in(directory), () -> Samples.NOON)) {
        long after = Writer.checked(store);
        assertThat(after).as("round " + round).isGreaterThan(before).isGreaterThanOrEqualTo(told);
        checkFigures(store, after);
        before = after;
      }
    }
    try (var files = Files.walk(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
    }
  }

  /** What the process said last that it had committed. */
  private long killed(Random random, int round) throws Exception {
    var process = start(Integer.toString(round));
    awaitFirst(process);
    Thread.sleep(random.nextInt(1500));
    process.destroyForcibly().waitFor();
    var told = Files.readString(said);
    return told.substring(0, told.lastIndexOf('\n'))
        .lines()
        .mapToLong(Long::parseLong)
        .max()
        .orElse(0);
  }

  private void awaitFirst(Process process) throws Exception {
    while (!Files.readString(said).contains("\n")) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(10);
    }
  }

  private Process start(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(Files.writeString(said, "").toFile())
        .start();
  }

  private static void checkFigures(DuckDbEventStore store, long events) {
    var all = Selection.of(Query.all());
    var days =
        all.between(Samples.NOON_MICROS - 4 * Samples.DAY, Samples.NOON_MICROS + Samples.DAY);
    assertThat(store.count(all)).isEqualTo(events);
    assertThat(store.top(days, Field.SRC_IP, 3).getFirst().count()).isEqualTo(events);
    assertThat(store.address(Samples.SCANNER).orElseThrow().blocked()).isEqualTo(events);
    var histogram = store.histogram(days, 5, Optional.of(Field.ACTION));
    assertThat(
            histogram.series().getOrDefault("block", List.of()).stream()
                .mapToLong(Long::longValue)
                .sum())
        .isEqualTo(events);
  }

  @Test
  void a_second_process_is_refused_and_told_who_owns_the_store() throws Exception {
    var process = start("0");
    try {
      awaitFirst(process);
      assertThatThrownBy(() -> DuckDbEventStore.idle(StoreConfig.in(directory), () -> Samples.NOON))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("belongs to another process (pid " + process.pid() + ")");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_disk_that_takes_no_more_refuses_a_batch_and_keeps_the_others() throws Exception {
    var process = start("1", Needs.program("prlimit").toString());
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(Files.readString(said)).contains("\nwhole: a batch of");
    try (var store = DuckDbEventStore.idle(StoreConfig.in(directory), () -> Samples.NOON)) {
      assertThat(Writer.checked(store)).isEqualTo(store.lastId()).isPositive();
    }
  }
}
