package dev.bartizan.sources.file;

import dev.bartizan.core.event.Emission;

/**
 * Bytes that were there and could not be read.
 *
 * @param from microseconds since the epoch when all that was written had been read
 * @param to microseconds since the epoch when it was missed
 * @param bytes how many are known to be lost, or -1
 * @param why for people
 */
record Loss(long from, long to, long bytes, String why) {
  static Loss of(Track track, long now, String why) {
    long unread = track.size - track.offset;
    long to = track.missed < 0 ? now : track.missed;
    return new Loss(track.whole, to, unread > 0 ? unread : -1, track.path + " " + why);
  }

  /** When files may have come and gone unseen. */
  static Loss unwatched(String path, long from, long to) {
    return new Loss(
        from,
        to,
        -1,
        path
            + " was not watched for a while and is another file now; what was truncated or deleted"
            + " in that time, if anything, is lost");
  }

  Emission.Gap gap() {
    return new Emission.Gap(Math.min(from, to), to, -1, bytes, why);
  }
}
