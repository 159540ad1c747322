package dev.bartizan.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.pipeline.FileState;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a truncation left is read once, and what it took is told. */
class TruncationTest extends FollowedLog {
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
}
