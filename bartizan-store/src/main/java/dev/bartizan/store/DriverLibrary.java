package dev.bartizan.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native library that the driver unpacks into {@code java.io.tmpdir} at each start. It removes
 * it at a regular end only; once it is mapped Linux needs its name no longer, so that it goes at
 * once and a kill leaves nothing behind.
 */
final class DriverLibrary {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String NAME = "libduckdb_java";

  private DriverLibrary() {}

  /** Removes the name of the mapped library if it is an unpacked one; does nothing elsewhere. */
  static void unlink() throws IOException {
    if (Files.isReadable(MAPS)) {
      var temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
      try (var lines = Files.lines(MAPS, java.nio.charset.StandardCharsets.ISO_8859_1)) {
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
  }
}
