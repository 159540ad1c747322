package dev.bartizan.sources.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One path, or a pattern with {@code * ? [...] {...}} in any of its names. */
final class Glob {
  private static final Pattern META = Pattern.compile("[*?\\[{]");

  private final Path pattern;
  private final PathMatcher matcher;

  Glob(String pattern) {
    this.pattern = Path.of(pattern).toAbsolutePath().normalize();
    this.matcher = this.pattern.getFileSystem().getPathMatcher("glob:" + this.pattern);
  }

  /** Whether it stands for exactly one path. */
  boolean literal() {
    return !META.matcher(pattern.toString()).find();
  }

  /** The one path, or the pattern as it was given. */
  Path path() {
    return pattern;
  }

  boolean matches(Path path) {
    return literal() ? path.equals(pattern) : matcher.matches(path);
  }

  /** The directories in which a match may stand; those that are there. */
  List<Path> directories() throws IOException {
    var parent = pattern.getParent();
    List<Path> found = List.of(pattern.getRoot());
    for (int i = 0; parent != null && i < parent.getNameCount(); i++) {
      found = below(found, parent.getName(i).toString());
    }
    return found.stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> below(List<Path> directories, String name) throws IOException {
    if (!META.matcher(name).find()) {
      return directories.stream().map(directory -> directory.resolve(name)).toList();
    }
    var found = new ArrayList<Path>();
    for (var directory : directories) {
      var matcher = directory.getFileSystem().getPathMatcher("glob:" + name);
      try (Stream<Path> entries =
          Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
        entries.filter(entry -> matcher.matches(entry.getFileName())).forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }
}
