package dev.bartizan.app.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log file that a program of the made-up edge appends to. Used by one thread. */
final class Feed implements AutoCloseable {
  private static final int ENOUGH = 1 << 18;

  private final OutputStream file;
  private final StringBuilder pending = new StringBuilder(ENOUGH);

  Feed(Path path) throws IOException {
    file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Where the next line is put together; it ends with a newline. */
  StringBuilder line() throws IOException {
    if (pending.length() > ENOUGH - 4096) {
      flush();
    }
    return pending;
  }

  void flush() throws IOException {
    file.write(pending.toString().getBytes(StandardCharsets.UTF_8));
    pending.setLength(0);
  }

  @Override
  public void close() throws IOException {
    flush();
    file.close();
  }
}
