package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import java.util.function.LongSupplier;

/** What becomes of files that a scan did not come across. */
final class Absence {
  private final Pace pace;
  private final Tracks tracks;
  private final Losses losses;
  private final LongSupplier micros;

  Absence(Pace pace, Tracks tracks, Losses losses, LongSupplier micros) {
    this.pace = pace;
    this.tracks = tracks;
    this.losses = losses;
    this.micros = micros;
  }

  /** Notes since when files that should be read are missed. */
  void note() {
    long now = micros.getAsLong();
    for (var track : tracks.all()) {
      if (!track.found && track.lost() && track.missed < 0) {
        track.missed = now;
      }
    }
  }

  /**
   * After a scan that left nothing open.
   *
   * @return whether something may still turn up
   */
  boolean conclude() {
    boolean hope = false;
    for (var track : tracks.all()) {
      if (track.found) {
        track.missing = 0;
      } else if (track.content != null) {
        unlinked(track);
      } else if (track.lost()) {
        hope |= !lost(track);
      } else {
        gone(track);
      }
    }
    return hope;
  }

  private void unlinked(Track track) {
    if (track.stage == Stage.LIVE) {
      losses.rotate(track);
    }
  }

  private boolean lost(Track track) {
    long now = System.nanoTime();
    track.missing = track.missing == 0 ? now : track.missing;
    if (now - track.missing < pace.settle().toNanos()) {
      return false;
    }
    losses.gone(track);
    track.stage = Stage.SETTLED;
    track.gone = micros.getAsLong();
    return true;
  }

  private void gone(Track track) {
    long now = micros.getAsLong();
    if (track.gone < 0) {
      track.gone = now;
    } else if (now - track.gone > pace.forget().toSeconds() * 1_000_000) {
      tracks.remove(track);
    }
  }
}
