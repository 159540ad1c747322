package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files in play, by age: of one home, what was rotated comes before what is live. */
final class Tracks {
  private final List<Track> all = new ArrayList<>();

  /** A copy, oldest first. */
  List<Track> all() {
    return List.copyOf(all);
  }

  boolean holds(Track track) {
    return all.contains(track);
  }

  /** Puts a file at its place. */
  void add(Track track) {
    if (track.stage == Stage.LIVE) {
      all.add(track);
      return;
    }
    int at = 0;
    while (at < all.size() && !live(all.get(at), track.home)) {
      at++;
    }
    all.add(at, track);
  }

  private static boolean live(Track track, Path home) {
    return track.stage == Stage.LIVE && track.home.equals(home);
  }

  void remove(Track track) {
    all.remove(track);
  }

  /** Paths that are or were followed. */
  Set<Path> homes() {
    var homes = new TreeSet<Path>();
    all.forEach(track -> homes.add(track.home));
    return homes;
  }

  /** Files that are looked for under whatever name. */
  Set<FileId> lost() {
    var lost = new HashSet<FileId>();
    all.stream().filter(Track::lost).forEach(track -> lost.add(track.id));
    return lost;
  }

  /** All bookmarks but one. */
  Shelf shelfWithout(@Nullable Track one, long now) {
    return new Shelf(all.stream().filter(track -> track != one).map(Track::bookmark).toList(), now);
  }

  void close() throws IOException {
    for (var track : all) {
      track.close();
    }
  }
}
