package dev.bartizan.sources.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that a pattern stands for, and those that were rotated from them. */
final class Listing {
  private final Glob glob;
  private final Collection<Path> homes;
  private final Set<FileId> sought;

  /**
   * A file.
   *
   * @param home the path that is followed, from which this file was rotated
   * @param live whether it stands there
   * @param wanted whether the pattern matches it
   */
  record Entry(Path path, Stat stat, Path home, boolean live, boolean wanted) {}

  /**
   * Of a pattern.
   *
   * @param homes paths that were followed before, there or not
   * @param sought files that are ours whatever their name
   */
  Listing(Glob glob, Collection<Path> homes, Set<FileId> sought) {
    this.glob = glob;
    this.homes = homes;
    this.sought = sought;
  }

  /** What is there now: live ones first, then by name. */
  List<Entry> entries() throws IOException {
    var entries = new ArrayList<Entry>();
    for (var directory : glob.directories()) {
      var paths = list(directory);
      var bases = new TreeSet<>(homes);
      paths.stream().filter(glob::matches).forEach(bases::add);
      if (glob.literal()) {
        bases.add(glob.path());
      }
      for (var path : paths) {
        var entry = entry(path, bases);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    entries.sort(Comparator.comparing(entry -> !entry.live));
    return entries;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private @Nullable Entry entry(Path path, Set<Path> bases) throws IOException {
    var home = home(path, bases);
    if (home == null && sought.isEmpty()) {
      return null;
    }
    var stat = Stat.of(path);
    if (stat == null || !stat.regular() || (home == null && !sought.contains(stat.id()))) {
      return null;
    }
    return home == null
        ? new Entry(path, stat, path, false, false)
        : new Entry(path, stat, home, home.equals(path), glob.matches(path));
  }

  private static @Nullable Path home(Path path, Set<Path> bases) {
    var name = name(path);
    for (var base : bases) {
      if (!base.equals(path)
          && base.resolveSibling(name).equals(path)
          && Names.rotated(name, name(base))) {
        return base;
      }
    }
    return bases.contains(path) ? path : null;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
