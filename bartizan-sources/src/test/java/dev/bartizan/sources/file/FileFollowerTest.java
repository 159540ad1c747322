package dev.bartizan.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.pipeline.FileState;
import dev.bartizan.sources.file.FileFollower.Options;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileFollowerTest {
  @TempDir Path dir;

  private Path log() {
    return dir.resolve("access.log");
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Lines such as "a line 7, which is not like the others". */
  private static String text(int from, int to) {
    return String.join(
        "", IntStream.range(from, to).mapToObj(number -> line(number) + "\n").toList());
  }

  private static String line(int number) {
    return "line " + number + " " + "x".repeat(Math.floorMod(number * 31, 90)) + "/" + number;
  }

  private static List<String> expected(int from, int to) {
    return IntStream.range(from, to).mapToObj(FileFollowerTest::line).toList();
  }

  private Reading start() {
    return resume(null);
  }

  private Reading resume(@Nullable String position) {
    return new Reading(log().toString(), Options.USUAL, position);
  }

  private void pack(Path from, Path to) throws IOException {
    try (OutputStream out =
        to.toString().endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(to))
            : new ZstdOutputStream(Files.newOutputStream(to))) {
      Files.copy(from, out);
    }
    Files.delete(from);
  }

  private void truncate() throws IOException {
    try (var file = new RandomAccessFile(log().toFile(), "rw")) {
      file.setLength(0);
    }
  }

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
  void reads_on_from_the_start_after_a_truncation_and_tells_the_gap() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start()) {
      reading.lines(10);
      truncate();
      append(log(), text(10, 12));
      assertThat(reading.lines(12)).isEqualTo(expected(0, 12));
      reading.await(() -> reading.out.gaps.size() == 1);
      assertThat(reading.out.gaps.getFirst().why()).contains("access.log was truncated");
      assertThat(reading.out.gaps.getFirst().bytes()).isEqualTo(-1);
    }
  }

  @Test
  void notices_a_file_that_was_truncated_and_refilled_beyond_what_was_read() throws Exception {
    append(log(), text(0, 10));
    try (var reading = start()) {
      reading.lines(10);
      Files.writeString(log(), text(10, 1000), StandardOpenOption.TRUNCATE_EXISTING);
      assertThat(reading.lines(1000)).isEqualTo(expected(0, 1000));
      reading.await(() -> reading.out.gaps.size() == 1);
    }
  }

  @Test
  void notices_a_file_that_was_truncated_and_refilled_while_it_was_away() throws Exception {
    append(log(), text(0, 10));
    String position;
    try (var reading = start()) {
      reading.lines(10);
      position = reading.stop();
    }
    Files.writeString(log(), text(10, 1000), StandardOpenOption.TRUNCATE_EXISTING);
    try (var reading = resume(position)) {
      assertThat(reading.lines(990)).isEqualTo(expected(10, 1000));
      reading.await(() -> reading.out.gaps.size() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access.log.1", "access.log.1.gz"})
  void reads_the_unread_lines_of_a_truncated_file_from_its_copy(String copy) throws Exception {
    append(log(), text(0, 10));
    String position;
    try (var reading = start()) {
      reading.lines(10);
      position = reading.stop();
    }
    append(log(), text(10, 20));
    Files.copy(log(), dir.resolve("copy"));
    if (copy.endsWith("gz")) {
      pack(dir.resolve("copy"), dir.resolve(copy));
    } else {
      Files.move(dir.resolve("copy"), dir.resolve(copy));
    }
    truncate();
    append(log(), text(20, 30));
    try (var reading = resume(position)) {
      assertThat(reading.lines(20)).containsExactlyInAnyOrderElementsOf(expected(10, 30));
      reading.await(() -> reading.out.gaps.size() == 1);
    }
  }

  @Test
  void does_not_read_a_copy_of_what_it_has_read() throws Exception {
    append(log(), text(0, 100));
    String position;
    try (var reading = start()) {
      reading.lines(100);
      Files.copy(log(), dir.resolve("access.log.1"));
      append(log(), text(100, 110));
      reading.lines(110);
      truncate();
      append(log(), text(110, 120));
      assertThat(reading.lines(120)).isEqualTo(expected(0, 120));
      reading.await(() -> reading.out.gaps.size() == 1);
      append(log(), text(120, 121));
      reading.lines(121);
      position = reading.stop();
    }
    try (var reading = resume(position)) {
      append(log(), text(121, 130));
      assertThat(reading.lines(9)).isEqualTo(expected(121, 130));
      pack(dir.resolve("access.log.1"), dir.resolve("access.log.1.gz"));
      reading.quiet();
      assertThat(reading.lines(9)).isEqualTo(expected(121, 130));
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

  @Test
  void passes_over_the_hole_that_a_writer_leaves_after_a_truncation() throws Exception {
    try (var writer = new RandomAccessFile(log().toFile(), "rw");
        var reading = start()) {
      writer.write(text(0, 10).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      reading.lines(10);
      long hole = writer.getFilePointer();
      truncate();
      writer.write(text(10, 20).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(reading.lines(20)).isEqualTo(expected(0, 20));
      assertThat(reading.out.skipped).isEqualTo(hole);
      reading.await(() -> reading.files().size() == 1);
      assertThat(reading.files().getFirst())
          .isEqualTo(
              new FileState(log().toString(), Files.size(log()), Files.size(log()) - hole, hole));
    }
  }

  @Test
  void passes_over_a_hole_larger_than_its_buffer() throws Exception {
    try (var writer = new RandomAccessFile(log().toFile(), "rw");
        var reading = start()) {
      writer.write("a\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      reading.lines(1);
      writer.seek(5_000_000);
      writer.write("b\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(reading.lines(2)).containsExactly("a", "b");
      assertThat(reading.out.skipped).isEqualTo(5_000_000 - 2);
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
