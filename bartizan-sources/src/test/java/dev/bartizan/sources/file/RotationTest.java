package dev.bartizan.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.sources.file.FileFollower.Options;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost or doubled when a log is renamed, packed, deleted or made anew. */
class RotationTest extends FollowedLog {
  @Test
  void drains_the_old_file_after_a_rename_and_reads_late_lines() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start();
        var late = Files.newOutputStream(log(), StandardOpenOption.APPEND)) {
      reading.lines(10);
      late.write(text(10, 15).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      Files.move(log(), dir.resolve("access-2026-11-20T22-54-38.457.log"));
      append(log(), text(20, 30));
      assertThat(reading.lines(25)).hasSize(25);
      late.write(text(15, 20).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(reading.lines(30)).containsExactlyInAnyOrderElementsOf(expected(0, 30));
      assertThat(reading.out.gaps).isEmpty();
    }
  }

  @Test
  void takes_the_unfinished_last_line_of_a_rotated_file() throws Exception {
    append(log(), "first\nsecond");
    try (var reading = start()) {
      reading.lines(1);
      Files.move(log(), dir.resolve("access.log.1"));
      append(log(), "third\n");
      assertThat(reading.lines(3)).containsExactlyInAnyOrder("first", "second", "third");
    }
  }

  @Test
  void reads_late_lines_of_a_file_that_it_had_closed() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start()) {
      reading.lines(10);
      Files.move(log(), dir.resolve("access.log.1"));
      append(log(), text(10, 20));
      reading.await(() -> reading.files().size() == 1 && reading.out.lines().size() == 20);
      append(dir.resolve("access.log.1"), text(20, 22));
      assertThat(reading.lines(22)).isEqualTo(expected(0, 22));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access.log.1", "access.log.1.gz", "access.log.1.zst", "elsewhere"})
  void goes_on_in_the_rotated_file_after_a_restart(String name) throws Exception {
    append(log(), text(0, 1000));
    String position;
    try (var reading = start()) {
      reading.lines(1000);
      position = reading.stop();
    }
    append(log(), text(1000, 2000));
    Files.move(log(), dir.resolve("elsewhere"));
    if (name.contains("z")) {
      pack(dir.resolve("elsewhere"), dir.resolve(name));
    } else {
      Files.move(dir.resolve("elsewhere"), dir.resolve(name));
    }
    append(log(), text(2000, 2100));
    try (var reading = resume(position)) {
      assertThat(reading.lines(1100)).containsExactlyInAnyOrderElementsOf(expected(1000, 2100));
      assertThat(reading.out.gaps).isEmpty();
      position = reading.stop();
    }
    try (var reading = resume(position)) {
      reading.quiet();
      assertThat(reading.lines(0)).isEmpty();
      assertThat(reading.out.gaps).isEmpty();
    }
  }

  @Test
  void reads_files_that_came_and_were_rotated_while_it_was_away_the_older_first() throws Exception {
    append(log(), text(0, 10));
    String position;
    try (var reading = start()) {
      reading.lines(10);
      position = reading.stop();
    }
    append(log(), text(10, 20));
    for (int round = 0; round < 4; round++) {
      for (int number = round; number > 0; number--) {
        Files.move(dir.resolve("access.log." + number), dir.resolve("access.log." + (number + 1)));
      }
      Files.move(log(), dir.resolve("access.log.1"));
      append(log(), text(20 + round * 10, 30 + round * 10));
    }
    pack(dir.resolve("access.log.3"), dir.resolve("access.log.3.zst"));
    try (var reading = resume(position)) {
      assertThat(reading.lines(50)).containsExactlyInAnyOrderElementsOf(expected(10, 60));
      var rotated = reading.out.lines().stream().filter(l -> expected(20, 50).contains(l)).toList();
      assertThat(rotated).isEqualTo(expected(20, 50));
    }
  }

  @Test
  void finds_every_file_of_several_rotations_between_two_looks() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start()) {
      reading.lines(10);
      for (int round = 1; round <= 20; round++) {
        Files.move(log(), dir.resolve("access-2026112" + (char) ('a' + round) + "0.log"));
        Files.move(
            dir.resolve("access-2026112" + (char) ('a' + round) + "0.log"),
            dir.resolve("access-202611" + (10 + round) + ".log"));
        append(log(), text(round * 10, round * 10 + 10));
      }
      assertThat(reading.lines(210)).containsExactlyInAnyOrderElementsOf(expected(0, 210));
      assertThat(reading.out.gaps).isEmpty();
    }
  }

  @Test
  void reads_a_file_that_was_deleted_and_made_anew() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start()) {
      reading.lines(10);
      append(log(), text(10, 20));
      Files.delete(log());
      append(log(), text(20, 30));
      assertThat(reading.lines(30)).isEqualTo(expected(0, 30));
    }
  }

  @Test
  void tells_the_gap_when_a_file_was_deleted_and_made_anew_while_it_was_away() throws Exception {
    append(log(), text(0, 10));
    String position;
    try (var reading = start()) {
      reading.lines(10);
      position = reading.stop();
    }
    Files.delete(log());
    append(log(), text(20, 40));
    try (var reading = resume(position)) {
      assertThat(reading.lines(20)).isEqualTo(expected(20, 40));
      reading.await(() -> reading.out.gaps.size() == 1);
    }
  }

  @Test
  void tells_a_gap_when_the_file_was_rotated_while_nobody_looked() throws Exception {
    append(log(), text(0, 10));
    String position;
    try (var reading = start()) {
      reading.lines(10);
      position = reading.stop();
    }
    append(log(), text(10, 20));
    Files.move(log(), dir.resolve("access.log.1"));
    append(log(), text(20, 30));
    truncate();
    append(log(), text(30, 40));
    var alert = Reading.pace(java.time.Duration.ZERO);
    try (var reading = new Reading(log().toString(), Options.USUAL, position, alert)) {
      reading.await(() -> reading.out.lines().size() == 20 && !reading.out.gaps.isEmpty());
      assertThat(reading.out.gaps.getFirst().why()).contains("was not watched");
    }
  }
}
