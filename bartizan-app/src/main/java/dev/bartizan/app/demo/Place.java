package dev.bartizan.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A demo's temporary directory, named after its process. One that a killed demo left behind is
 * removed by the next.
 */
record Place(Path root) implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("bartizan-demo-(\\d{1,9})-\\d+");

  static Place fresh() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    removeLeftOver(temporary);
    var root =
        Files.createTempDirectory(
            temporary, "bartizan-demo-" + ProcessHandle.current().pid() + "-");
    Files.createDirectory(root.resolve("feeds"));
    return new Place(root);
  }

  Path feeds() {
    return root.resolve("feeds");
  }

  Path state() {
    return root.resolve("state");
  }

  static void removeLeftOver(Path temporary) throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      all.filter(Place::isLeftOver).forEach(Place::remove);
    }
  }

  private static boolean isLeftOver(Path directory) {
    var name = NAME.matcher(directory.getFileName().toString());
    return name.matches()
        && Files.isDirectory(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)
        && Files.isWritable(directory)
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private static void remove(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    remove(root);
  }
}
