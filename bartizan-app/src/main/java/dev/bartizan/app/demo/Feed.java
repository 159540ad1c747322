package dev.bartizan.app.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log file that a program of the made-up edge appends to, and rotates by rename when it has
 * grown. Used by one thread.
 */
final class Feed implements AutoCloseable {
  private static final int ENOUGH = 1 << 18;

  private final Path path;
  private final long most;
  private final StringBuilder pending = new StringBuilder(ENOUGH);
  private OutputStream file;
  private long size;

  /**
   * A new file.
   *
   * @param most bytes before it is rotated; it grows a little beyond
   */
  Feed(Path path, long most) throws IOException {
    this.path = path;
    this.most = most;
    this.file = open(path);
  }

  private static OutputStream open(Path path) throws IOException {
    return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
  }

  /** Where the next line is put together; it ends with a newline. */
  StringBuilder line() throws IOException {
    if (pending.length() > ENOUGH - 4096) {
      flush();
    }
    return pending;
  }

  void flush() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    if (size > most) {
      rotate();
    }
    var bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
    file.write(bytes);
    size += bytes.length;
    pending.setLength(0);
  }

  private void rotate() throws IOException {
    file.close();
    Files.move(
        path,
        path.resolveSibling(path.getFileName() + ".1"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    file = open(path);
    size = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
    file.close();
  }
}
