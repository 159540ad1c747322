package dev.bartizan.sources.file;

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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A follower on a log in a directory of its own, and a hand that writes and rotates it. */
@Timeout(60)
abstract class FollowedLog {
  @TempDir Path dir;

  Path log() {
    return dir.resolve("access.log");
  }

  static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Lines such as "a line 7, which is not like the others". */
  static String text(int from, int to) {
    return String.join(
        "", IntStream.range(from, to).mapToObj(number -> line(number) + "\n").toList());
  }

  static String line(int number) {
    return "line " + number + " " + "x".repeat(Math.floorMod(number * 31, 90)) + "/" + number;
  }

  static List<String> expected(int from, int to) {
    return IntStream.range(from, to).mapToObj(FileFollowerTest::line).toList();
  }

  Reading start() {
    return resume(null);
  }

  Reading resume(@Nullable String position) {
    return new Reading(log().toString(), Options.USUAL, position);
  }

  void pack(Path from, Path to) throws IOException {
    try (OutputStream out =
        to.toString().endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(to))
            : new ZstdOutputStream(Files.newOutputStream(to))) {
      Files.copy(from, out);
    }
    Files.delete(from);
  }

  void truncate() throws IOException {
    try (var file = new RandomAccessFile(log().toFile(), "rw")) {
      file.setLength(0);
    }
  }
}
