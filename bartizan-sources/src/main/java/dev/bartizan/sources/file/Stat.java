package dev.bartizan.sources.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a path, links followed.
 *
 * @param modified nanoseconds since the epoch
 * @param born nanoseconds since the epoch; as modified where the file system does not know
 */
record Stat(FileId id, long size, long modified, long born, boolean regular) {
  private static final String ATTRIBUTES =
      "unix:dev,ino,size,lastModifiedTime,creationTime,isRegularFile";

  /** Null when there is nothing. */
  static @Nullable Stat of(Path path) throws IOException {
    try {
      var found = Files.readAttributes(path, ATTRIBUTES);
      return new Stat(
          new FileId(number(found, "dev"), number(found, "ino")),
          number(found, "size"),
          time(found, "lastModifiedTime"),
          time(found, "creationTime"),
          (Boolean) value(found, "isRegularFile"));
    } catch (NoSuchFileException | NotDirectoryException _) {
      return null;
    }
  }

  /**
   * Whether it was there at a time, microseconds since the epoch; true when nobody knows.
   *
   * @param directory where it stands: shows whether the file system knows births
   */
  boolean existed(long micros, @Nullable Stat directory) {
    boolean known = born != modified || (directory != null && directory.born != directory.modified);
    return !known || born / 1000 <= micros;
  }

  private static long number(Map<String, Object> found, String name) {
    return ((Number) value(found, name)).longValue();
  }

  private static long time(Map<String, Object> found, String name) {
    return ((FileTime) value(found, name)).to(TimeUnit.NANOSECONDS);
  }

  private static Object value(Map<String, Object> found, String name) {
    return java.util.Objects.requireNonNull(found.get(name), name);
  }
}
