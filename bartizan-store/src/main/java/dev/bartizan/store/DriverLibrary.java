package dev.bartizan.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The native library that the driver unpacks into {@code java.io.tmpdir} at each start, and removes
 * at a regular end only. Linux needs the name of a mapped library no longer, so that it goes at
 * once; what a kill in the middle of unpacking left goes at a later start.
 */
final class DriverLibrary {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String NAME = "libduckdb_java";
  private static final Duration UNPACKING = Duration.ofMinutes(10);

  private DriverLibrary() {}

  /** Removes the names of unpacked libraries; does nothing where that would do harm. */
  static void unlink(InstantSource clock) throws IOException {
    if (Files.isReadable(MAPS)) {
      var temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
      unlinkMapped(temporary);
      unlinkLeft(temporary, clock);
    }
  }

  private static void unlinkMapped(Path temporary) throws IOException {
    try (var lines = Files.lines(MAPS, StandardCharsets.ISO_8859_1)) {
      var unpacked =
          lines
              .map(line -> line.substring(Math.max(line.indexOf('/'), 0)))
              .filter(path -> path.contains(NAME) && path.endsWith(".so"))
              .map(Path::of)
              .filter(path -> temporary.equals(path.getParent()))
              .findFirst();
      if (unpacked.isPresent()) {
        Files.deleteIfExists(unpacked.get());
      }
    }
  }

  private static void unlinkLeft(Path temporary, InstantSource clock) throws IOException {
    var user = Files.getOwner(Path.of("/proc/self"));
    var old = clock.instant().minus(UNPACKING);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary, NAME + "*.so")) {
      for (var file : files) {
        if (Files.getOwner(file).equals(user)
            && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
