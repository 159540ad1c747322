package dev.bartizan.bench.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * The process that writes and rotates. Each round writes lines, some of them bad and some in
 * pieces, then rotates in one of all ways. What is destroyed without a copy has been there for a
 * while: a file that came and went between two looks leaves no trace.
 *
 * <p>The journal has one row per line: number (negative for a bad one), and microseconds before and
 * after it was written.
 */
final class Writer {
  /** A way of rotation. */
  private enum Way {
    RENAME,
    RENAME_LATE_LINES,
    RENAME_AMID_LINE,
    RENAME_GZIP,
    RENAME_ZSTD,
    COPY_TRUNCATE_DRAINED,
    COPY_TRUNCATE_AT_ONCE,
    COPY_GZIP_TRUNCATE,
    COPY_TRUNCATE_HOLE,
    TRUNCATE_REFILL,
    DELETE,
    REUSE_INODE,
    TWICE
  }

  private static final Duration SEEN = Duration.ofMillis(1500);

  private final Path log;
  private final Random random;
  private final boolean numbered;
  private final BufferedWriter journal;
  private RandomAccessFile out;
  private boolean appends = true;
  private long number;
  private long rotated;
  private long born = System.nanoTime();

  private Writer(Path log, Path journal, Random random) throws IOException {
    this.log = log;
    this.random = random;
    this.numbered = random.nextBoolean();
    this.journal = Files.newBufferedWriter(journal);
    this.out = new RandomAccessFile(log.toFile(), "rw");
  }

  /** Takes the log, the journal, a seed and the number of rounds. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    var random = new Random(Long.parseLong(arguments[2]));
    var writer = new Writer(Path.of(arguments[0]), Path.of(arguments[1]), random);
    int rounds = Integer.parseInt(arguments[3]);
    for (int round = 0; round < rounds; round++) {
      var ways = Way.values();
      var way = round < ways.length ? ways[round] : ways[random.nextInt(ways.length)];
      System.out.println("round " + round + " " + way);
      writer.round(way);
    }
    writer.lines(20);
    writer.journal.close();
  }

  private void round(Way way) throws Exception {
    lines(random.nextInt(400));
    if (random.nextInt(3) == 0) {
      pieces();
    }
    pause(random.nextInt(700));
    lines(random.nextInt(100));
    rotate(way);
    lines(random.nextInt(50));
    pause(random.nextInt(300));
  }

  private void rotate(Way way) throws Exception {
    switch (way) {
      case RENAME -> rename();
      case RENAME_LATE_LINES -> {
        var old = out;
        rename();
        for (int i = random.nextInt(20); i > 0; i--) {
          line(old, "");
          line(out, "");
          pause(random.nextInt(40));
        }
      }
      case RENAME_AMID_LINE -> {
        var old = out;
        long before = micros();
        var line = next("");
        int cut = 1 + random.nextInt(line.length() - 1);
        write(old, line.substring(0, cut));
        rename();
        lines(random.nextInt(5));
        pause(random.nextInt(1500));
        write(old, line.substring(cut));
        enter(line, before);
      }
      case RENAME_GZIP -> pack(rename(), ".gz");
      case RENAME_ZSTD -> pack(rename(), ".zst");
      case COPY_TRUNCATE_DRAINED -> {
        pause(1000);
        copyTruncate();
      }
      case COPY_TRUNCATE_AT_ONCE -> copyTruncate();
      case COPY_GZIP_TRUNCATE -> {
        var copy = vacant();
        Files.copy(log, copy);
        truncate();
        lines(random.nextInt(10));
        pack(copy, ".gz");
      }
      case COPY_TRUNCATE_HOLE -> {
        appends = false;
        copyTruncate();
        lines(random.nextInt(30));
        out.close();
        out = new RandomAccessFile(log.toFile(), "rw");
        appends = true;
      }
      case TRUNCATE_REFILL -> {
        beSeen();
        long size = out.length();
        truncate();
        while (out.length() <= size && random.nextInt(1000) > 0) {
          line(out, "");
        }
      }
      case DELETE -> {
        beSeen();
        Files.delete(log);
        create();
      }
      case REUSE_INODE -> {
        beSeen();
        var old = rename();
        lines(random.nextInt(30));
        pack(old, ".gz");
        pause(random.nextInt(200));
        rename();
      }
      case TWICE -> {
        rename();
        lines(random.nextInt(30));
        rename();
        lines(random.nextInt(30));
        rename();
      }
    }
  }

  /** Long enough for somebody who looks every second to have seen the file. */
  private void beSeen() throws Exception {
    pause((int) Math.max(0, SEEN.toMillis() - (System.nanoTime() - born) / 1_000_000));
  }

  private Path rename() throws IOException {
    var to = vacant();
    Files.move(log, to);
    create();
    return to;
  }

  private void create() throws IOException {
    if (random.nextInt(4) == 0) {
      pause(random.nextInt(400));
    }
    out = new RandomAccessFile(log.toFile(), "rw");
    born = System.nanoTime();
  }

  private void copyTruncate() throws IOException {
    Files.copy(log, vacant());
    truncate();
  }

  private void truncate() throws IOException {
    Files.newByteChannel(log, WRITE, TRUNCATE_EXISTING).close();
    born = System.nanoTime();
  }

  /**
   * The name for the next rotated file, made free by shifting the others when they are numbered.
   */
  private Path vacant() throws IOException {
    rotated++;
    if (!numbered) {
      return log.resolveSibling(
          "access-2026-11-20T22-%02d-%02d.%03d.log"
              .formatted(rotated / 60 % 60, rotated % 60, random.nextInt(1000)));
    }
    int last = 1;
    while (numbered(last) != null) {
      last++;
    }
    for (int i = last - 1; i > 0; i--) {
      var from = numbered(i);
      if (from != null) {
        var ending = from.getFileName().toString().replaceFirst("access\\.log\\.\\d+", "");
        var to = log.resolveSibling("access.log." + (i + 1) + ending);
        Files.move(from, to);
      }
    }
    return log.resolveSibling("access.log.1");
  }

  private @org.jspecify.annotations.Nullable Path numbered(int i) {
    for (var ending : List.of("", ".gz", ".zst")) {
      var path = log.resolveSibling("access.log." + i + ending);
      if (Files.exists(path)) {
        return path;
      }
    }
    return null;
  }

  private void pack(Path from, String ending) throws IOException {
    pause(random.nextInt(300));
    var to = from.resolveSibling(from.getFileName() + ending);
    var bytes = Files.readAllBytes(from);
    try (OutputStream file = Files.newOutputStream(to);
        OutputStream packed =
            ending.equals(".gz") ? new GZIPOutputStream(file) : new ZstdOutputStream(file)) {
      int half = bytes.length / 2;
      packed.write(bytes, 0, half);
      pause(random.nextInt(200));
      packed.write(bytes, half, bytes.length - half);
    }
    Files.delete(from);
  }

  private void lines(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      line(out, random.nextInt(50) == 0 ? "!" : "");
      if (random.nextInt(200) == 0) {
        pause(random.nextInt(30));
      }
    }
  }

  private String next(String mark) {
    number++;
    int padding = random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(200);
    return NumberedLine.text(number, padding, !mark.isEmpty());
  }

  private void line(RandomAccessFile to, String mark) throws IOException {
    long before = micros();
    var line = next(mark);
    write(to, line);
    enter(line, before);
  }

  private void pieces() throws IOException {
    long before = micros();
    var line = next("");
    for (int from = 0; from < line.length(); ) {
      int to = Math.min(line.length(), from + 1 + random.nextInt(line.length()));
      write(out, line.substring(from, to));
      pause(random.nextInt(300));
      from = to;
    }
    enter(line, before);
  }

  private void write(RandomAccessFile to, String text) throws IOException {
    if (appends) {
      to.seek(to.length());
    }
    to.write(text.getBytes(US_ASCII));
  }

  private void enter(String line, long before) throws IOException {
    journal.write(NumberedLine.number(line.strip()) + " " + before + " " + micros() + "\n");
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
