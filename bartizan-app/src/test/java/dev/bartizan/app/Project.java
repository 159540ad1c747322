package dev.bartizan.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The project's own files, as the rules about them see them. */
final class Project {
  static final Path ROOT = root();

  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", ".git", ".cifuzz-corpus");

  private Project() {}

  /**
   * Every file below {@code start} that a person wrote and whose name ends in one of {@code ends}.
   */
  static List<Path> files(Path start, String... ends) {
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> Stream.of(ends).anyMatch(file.toString()::endsWith))
          .filter(Project::isOurs)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  private static boolean isOurs(Path file) {
    return Stream.iterate(file, path -> !path.equals(ROOT), Path::getParent)
        .noneMatch(path -> NOT_OURS.contains(path.getFileName().toString()));
  }

  private static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(here -> Files.isDirectory(here.resolve("bartizan-core")))
        .findFirst()
        .orElseThrow();
  }
}
