package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Collects what a scan finds to be lost. */
final class Losses {
  private final Pace pace;
  private final LongSupplier micros;
  private final List<Loss> all = new ArrayList<>();

  /**
   * None yet.
   *
   * @param micros wall clock, microseconds since the epoch
   */
  Losses(Pace pace, LongSupplier micros) {
    this.pace = pace;
    this.micros = micros;
  }

  /** Hands them over. */
  List<Loss> take() {
    var taken = List.copyOf(all);
    all.clear();
    return taken;
  }

  /** The file no longer stands at the path that is followed; whether another one did is unknown. */
  void rotate(Track track) {
    unseen(track.path, track.sight);
    track.stage = Stage.ROTATED;
    track.quietSince = System.nanoTime();
  }

  /** Nobody looked at the path since then, if it was long ago. */
  void unseen(Path path, long since) {
    long now = micros.getAsLong();
    if (pace.unwatched(since, now)) {
      all.add(Loss.unwatched(path.toString(), since, now));
    }
  }

  void truncated(Track track) {
    add(track, "was truncated; what was written after it was copied, if anything, is lost");
  }

  void gone(Track track) {
    add(
        track,
        track.truncated
            ? "was truncated; what was written to it since, if anything, is lost"
            : "is gone; what was written to it since, if anything, is lost");
  }

  private void add(Track track, String why) {
    all.add(Loss.of(track, micros.getAsLong(), why));
  }
}
