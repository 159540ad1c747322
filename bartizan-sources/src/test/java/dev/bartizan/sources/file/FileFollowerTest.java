package dev.bartizan.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.pipeline.FileState;
import dev.bartizan.sources.file.FileFollower.Options;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, refused and remembered. */
class FileFollowerTest extends FollowedLog {
  @Test
  void reads_what_is_there_and_what_comes() throws Exception {
    append(log(), text(0, 100));
    try (var reading = start()) {
      reading.lines(100);
      append(log(), text(100, 200));
      assertThat(reading.lines(200)).isEqualTo(expected(0, 200));
      assertThat(reading.files())
          .containsExactly(
              new FileState(log().toString(), Files.size(log()), Files.size(log()), 0));
    }
  }

  @Test
  void waits_for_a_file_that_is_not_there() throws Exception {
    try (var reading = start()) {
      reading.await(() -> ("no file " + log()).equals(reading.waiting()));
      append(log(), text(0, 3));
      assertThat(reading.lines(3)).isEqualTo(expected(0, 3));
      assertThat(reading.waiting()).isNull();
    }
  }

  @Test
  void holds_an_unfinished_line_until_its_end_comes() throws Exception {
    append(log(), "first\nsec");
    try (var reading = start()) {
      assertThat(reading.lines(1)).containsExactly("first");
      append(log(), "ond");
      reading.quiet();
      append(log(), "\r\n");
      assertThat(reading.lines(2)).containsExactly("first", "second");
    }
  }

  @Test
  void begins_behind_the_last_line_when_asked_and_keeps_to_that() throws Exception {
    append(log(), text(0, 50) + "half");
    var options = new Options(Initial.END, 1 << 20);
    String position;
    try (var reading = new Reading(log().toString(), options, null)) {
      reading.await(() -> !reading.out.positions.isEmpty());
      assertThat(reading.out.skipped).isEqualTo(text(0, 50).length());
      position = reading.stop();
    }
    append(log(), " and half\n" + text(51, 60));
    try (var reading = new Reading(log().toString(), options, position)) {
      assertThat(reading.lines(10).getFirst()).isEqualTo("half and half");
      assertThat(reading.out.lines()).hasSize(10);
      assertThat(reading.out.gaps).isEmpty();
    }
  }

  @Test
  void reads_from_the_start_what_comes_after_a_first_start_at_the_end() throws Exception {
    var options = new Options(Initial.END, 1 << 20);
    try (var reading = new Reading(log().toString(), options, null)) {
      reading.await(() -> !reading.out.positions.isEmpty());
      append(log(), text(0, 5));
      assertThat(reading.lines(5)).isEqualTo(expected(0, 5));
    }
  }

  @Test
  void does_not_read_what_was_rotated_before_the_first_start() throws Exception {
    append(dir.resolve("access.log.1"), text(0, 50));
    append(dir.resolve("old"), text(0, 50));
    pack(dir.resolve("old"), dir.resolve("access.log.2.gz"));
    append(log(), text(50, 60));
    String position;
    try (var reading = start()) {
      assertThat(reading.lines(10)).isEqualTo(expected(50, 60));
      position = reading.stop();
    }
    try (var reading = resume(position)) {
      append(log(), text(60, 70));
      assertThat(reading.lines(10)).isEqualTo(expected(60, 70));
      Files.move(dir.resolve("access.log.2.gz"), dir.resolve("access.log.3.gz"));
      pack(dir.resolve("access.log.1"), dir.resolve("access.log.2.gz"));
      Files.move(log(), dir.resolve("access.log.1"));
      append(log(), text(70, 80));
      assertThat(reading.lines(20)).isEqualTo(expected(60, 80));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 1 << 18, 1 << 20})
  void cuts_long_lines_and_counts_the_rest(int limit) throws Exception {
    append(log(), "a\n" + "b".repeat(limit) + "\n" + "c".repeat(limit + 1) + "\n" + "d\n");
    append(log(), "e".repeat(3 * limit) + "\r\nf\n" + "g".repeat(limit * 2));
    try (var reading = new Reading(log().toString(), new Options(Initial.START, limit), null)) {
      reading.lines(6);
      append(log(), "g\nh\n");
      assertThat(reading.lines(8))
          .containsExactly(
              "a",
              "b".repeat(limit),
              "c".repeat(limit) + "~",
              "d",
              "e".repeat(limit) + "~",
              "f",
              "g".repeat(limit) + "~",
              "h");
      assertThat(reading.out.read + reading.out.skipped).isEqualTo(Files.size(log()));
      assertThat(reading.out.skipped).isEqualTo(2 + 2L * limit + 2 + limit + 2);
    }
  }

  @Test
  void counts_refused_lines_with_their_place_and_a_printable_sample() throws Exception {
    append(log(), "first\n!" + "\u001b[31m\u202e" + "x".repeat(500) + "\nsecond\n");
    try (var reading = start()) {
      assertThat(reading.lines(2)).containsExactly("first", "second");
      var malformed = reading.out.malformed.getFirst();
      assertThat(malformed.why()).isEqualTo("exclaims");
      assertThat(malformed.where()).isEqualTo(log() + ":6");
      assertThat(malformed.sample()).startsWith("!\ufffd[31m\ufffdxxx").hasSize(200);
    }
  }

  @Test
  void follows_all_files_of_a_pattern_each_from_its_own_place() throws Exception {
    for (var name : List.of("a", "b", "c")) {
      Files.createDirectories(dir.resolve(name));
      append(dir.resolve(name + "/x.log"), name + "1\n");
    }
    var pattern = dir + "/*/x*.log";
    String position;
    try (var reading = new Reading(pattern, Options.USUAL, null)) {
      assertThat(reading.lines(3)).containsExactlyInAnyOrder("a1", "b1", "c1");
      append(dir.resolve("b/x.log"), "b2\n");
      append(dir.resolve("c/xy.log"), "cy1\n");
      assertThat(reading.lines(5)).contains("b2", "cy1").hasSize(5);
      position = reading.stop();
    }
    append(dir.resolve("a/x.log"), "a2\n");
    Files.move(dir.resolve("b/x.log"), dir.resolve("b/x-20261120.log"));
    append(dir.resolve("b/x.log"), "b3\n");
    try (var reading = new Reading(pattern, Options.USUAL, position)) {
      assertThat(reading.lines(2)).containsExactlyInAnyOrder("a2", "b3");
    }
  }

  @Test
  void resumes_from_each_position_with_nothing_lost_or_doubled() throws Exception {
    append(log(), text(0, 20));
    Recording whole;
    try (var reading = start()) {
      reading.lines(20);
      Files.move(log(), dir.resolve("access.log.1"));
      append(log(), "\n\0\0" + text(20, 30));
      reading.lines(30);
      whole = reading.out;
    }
    for (int i = 0; i < whole.positions.size(); i++) {
      var position = whole.positions.get(i);
      if (position != null) {
        int count = whole.counts.get(i);
        try (var reading = resume(position.encode())) {
          assertThat(reading.lines(30 - count))
              .containsExactlyInAnyOrderElementsOf(expected(count, 30));
        }
      }
    }
  }

  @Test
  void refuses_a_position_that_it_did_not_write() throws Exception {
    try (var reading = resume("gibberish")) {
      reading.await(() -> reading.failure() != null);
      assertThat(reading.failure()).hasMessageContaining("no position");
    }
  }

  @Test
  void a_broken_compressed_file_is_told_and_stops_nothing() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start()) {
      reading.lines(10);
      append(dir.resolve("x"), text(500, 20_000));
      pack(dir.resolve("x"), dir.resolve("y.gz"));
      var bytes = Files.readAllBytes(dir.resolve("y.gz"));
      Files.write(dir.resolve("access.log.2.gz"), java.util.Arrays.copyOf(bytes, 20_000));
      reading.await(() -> !reading.out.malformed.isEmpty());
      assertThat(reading.out.malformed.getFirst().why()).contains("cannot unpack gzip");
      append(log(), text(10, 20));
      reading.await(() -> reading.out.lines().containsAll(expected(10, 20)));
    }
  }
}
