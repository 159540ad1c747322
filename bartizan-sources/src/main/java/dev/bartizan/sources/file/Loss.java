package dev.bartizan.sources.file;

import dev.bartizan.core.event.Emission;

/**
 * Bytes that were there and could not be read.
 *
 * @param from microseconds since the epoch when all that was written had been read
 * @param bytes how many are known to be lost, or -1
 * @param why for people
 */
record Loss(long from, long bytes, String why) {
  static Loss of(Track track, String why) {
    long unread = track.size - track.offset;
    return new Loss(track.whole, unread > 0 ? unread : -1, track.path + " " + why);
  }

  /** When files may have come and gone unseen. */
  static Loss unwatched(Track track) {
    return new Loss(
        track.sight,
        -1,
        track.path
            + " was not watched for a while and is another file now; what was truncated or deleted"
            + " in that time, if anything, is lost");
  }

  Emission.Gap gap(long now) {
    return new Emission.Gap(Math.min(from, now), now, -1, bytes, why);
  }
}
