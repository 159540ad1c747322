package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import dev.bartizan.sources.file.Listing.Entry;
import dev.bartizan.sources.file.Opened.Ready;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the directories with the files in play: where did each go, what is new. First by inode
 * and content, then by content alone.
 */
final class Finder {
  private final Glob glob;
  private final Pace pace;
  private final Tracks tracks;
  private final LongSupplier micros;
  private final long began;
  private final Map<Path, Verdict> verdicts = new HashMap<>();
  private final Map<Path, Sighting> sightings = new HashMap<>();
  private final List<Loss> losses = new ArrayList<>();
  private long away = Long.MAX_VALUE;
  private boolean unsure;
  private boolean forbidden;

  /** What is known of a closed file as long as it does not change. */
  private record Verdict(Stat stat, @Nullable Track track) {}

  /** Since when a file has not changed. */
  private record Sighting(Stat stat, long since) {}

  /** A file that is open and not yet told apart. */
  private record Stranger(Entry entry, Ready file) {}

  /**
   * A finder for these files.
   *
   * @param micros wall clock, microseconds since the epoch
   */
  Finder(Glob glob, Pace pace, Tracks tracks, LongSupplier micros) {
    this.glob = glob;
    this.pace = pace;
    this.tracks = tracks;
    this.micros = micros;
    this.began = micros.getAsLong();
  }

  /** Whether the last scan left something open, so that another should follow soon. */
  boolean unsure() {
    return unsure;
  }

  /** Whether a file that should be followed must not be read. */
  boolean forbidden() {
    return forbidden;
  }

  /** Since when nobody knows what stood at the path; microseconds since the epoch. */
  void awaySince(long when) {
    away = when;
  }

  /** Looks again at files that were told apart before. */
  void forget() {
    verdicts.clear();
  }

  /** Finds the files in play, adds new ones, and says which are lost. */
  List<Loss> scan() throws IOException {
    unsure = false;
    forbidden = false;
    losses.clear();
    tracks.all().forEach(track -> track.found = false);
    var entries = entries();
    var strangers = new ArrayList<Stranger>();
    for (var entry : entries) {
      if (!recognised(entry) && ripe(entry)) {
        open(entry, strangers);
      }
    }
    adopt(unlike(unknown(strangers)));
    missing();
    var paths = entries.stream().map(Entry::path).toList();
    sightings.keySet().retainAll(paths);
    verdicts.keySet().retainAll(paths);
    return List.copyOf(losses);
  }

  private List<Entry> entries() throws IOException {
    var homes = tracks.homes();
    homes.removeIf(home -> !glob.matches(home));
    return new Listing(glob, homes, tracks.lost()).entries();
  }

  /** Whether nothing need be opened to know this file. */
  private boolean recognised(Entry entry) {
    var verdict = verdicts.get(entry.path());
    if (verdict != null && verdict.stat.equals(entry.stat())) {
      if (verdict.track != null) {
        verdict.track.found = true;
      }
      return true;
    }
    for (var track : tracks.all()) {
      if (track.content instanceof Content.Plain && track.id.equals(entry.stat().id())) {
        if (!track.found) {
          standsAt(track, entry);
        }
        return true;
      }
    }
    return entry.stat().size() == 0 && !entry.live();
  }

  private void standsAt(Track track, Entry entry) {
    track.found = true;
    track.gone = -1;
    if (track.stage == Stage.LIVE && !entry.live()) {
      rotate(track);
    }
    track.path = entry.path();
    track.home = entry.home();
    if (entry.live()) {
      track.stage = Stage.LIVE;
    }
  }

  private void rotate(Track track) {
    long now = micros.getAsLong();
    if (pace.unwatched(track.sight, now)) {
      losses.add(Loss.unwatched(track.path.toString(), track.sight, now));
    }
    track.stage = Stage.ROTATED;
    track.quietSince = System.nanoTime();
  }

  /** A compressed file is opened when it has not changed for a while: it may be in the making. */
  private boolean ripe(Entry entry) {
    boolean ripe = entry.live() || !Packing.named(entry.path()) || settled(entry);
    unsure |= !ripe;
    return ripe;
  }

  private boolean settled(Entry entry) {
    long now = System.nanoTime();
    var sighting = sightings.get(entry.path());
    if (sighting == null || !sighting.stat.equals(entry.stat())) {
      sightings.put(entry.path(), new Sighting(entry.stat(), now));
      return false;
    }
    return now - sighting.since >= pace.settle().toNanos();
  }

  private void open(Entry entry, List<Stranger> strangers) throws IOException {
    switch (Opened.of(entry.path(), entry.stat().id())) {
      case Ready file -> strangers.add(new Stranger(entry, file));
      case Opened.Moved() -> unsure = true;
      case Opened.Forbidden() -> forbidden |= entry.wanted();
      case Opened.Unreadable() -> {
        if (settled(entry)) {
          verdicts.put(entry.path(), new Verdict(entry.stat(), null));
        } else {
          unsure = true;
        }
      }
    }
  }

  /** Those that are not, inode and content, a file in play. */
  private List<Stranger> unknown(List<Stranger> strangers) throws IOException {
    var rest = new ArrayList<Stranger>();
    for (var stranger : strangers) {
      var track = sameFile(stranger);
      if (track == null) {
        rest.add(stranger);
      } else {
        goesOn(track, stranger);
      }
    }
    rest.sort(Comparator.comparing(stranger -> !stranger.file.content().grows()));
    return rest;
  }

  private @Nullable Track sameFile(Stranger stranger) throws IOException {
    var id = stranger.entry.stat().id();
    Track same = null;
    for (var track : tracks.all()) {
      if (track.content == null
          && track.stage != Stage.DONE
          && track.id.equals(id)
          && stranger.file.content().grows()) {
        if (Likeness.continues(track, stranger.file)) {
          same = track;
        } else if (track.lost()) {
          var directory = Stat.of(track.home.resolveSibling("."));
          track.truncated = stranger.entry.stat().existed(track.whole, directory);
        }
      }
    }
    return same;
  }

  /** Those that no file in play is like. */
  private List<Stranger> unlike(List<Stranger> strangers) throws IOException {
    var rest = new ArrayList<Stranger>();
    for (var stranger : strangers) {
      if (!sameContent(stranger)) {
        rest.add(stranger);
      }
    }
    return rest;
  }

  private boolean sameContent(Stranger stranger) throws IOException {
    var entry = stranger.entry;
    for (var track : tracks.all()) {
      if (track.content == null && copied(track, stranger)) {
        goesOn(track, stranger);
        return true;
      }
    }
    return entry.live() ? rewritten(stranger) : partOfCopy(stranger, settled(entry));
  }

  /** Whether somebody put a copy of the live file in its place, as editors do. */
  private boolean rewritten(Stranger stranger) throws IOException {
    for (var track : tracks.all()) {
      if (track.content != null && Likeness.copied(track, stranger.file, true)) {
        var copy = new Track(stranger.entry.home(), track.bookmark());
        succeed(copy.home);
        copy.stage = Stage.SETTLED;
        goesOn(copy, stranger);
        tracks.add(copy);
        return true;
      }
    }
    return false;
  }

  /** Whether it is a copy of what was read already, perhaps in the making. */
  private boolean partOfCopy(Stranger stranger, boolean complete) throws IOException {
    for (var track : tracks.all()) {
      if (track.content == null && Likeness.prefix(track, stranger.file)) {
        if (complete) {
          endsWithin(track, stranger);
        } else {
          stranger.file.content().close();
        }
        unsure |= !complete;
        return true;
      }
      if (Likeness.resembles(track, stranger.file, complete)) {
        unsure |= !complete;
        known(stranger, null);
        return true;
      }
    }
    return false;
  }

  /** A copy that was made before the file was read as far as it is. */
  private void endsWithin(Track track, Stranger stranger) throws IOException {
    if (track.lost()) {
      losses.add(truncation(track));
      track.stage = Stage.SETTLED;
    }
    track.found = true;
    track.gone = -1;
    known(stranger, track);
  }

  private Loss truncation(Track track) {
    return Loss.of(
        track,
        micros.getAsLong(),
        "was truncated; what was written after it was copied, if anything, is lost");
  }

  private static boolean copied(Track track, Stranger stranger) throws IOException {
    boolean live = stranger.entry.live();
    return track.stage == Stage.DONE
        ? !live && Likeness.done(track, stranger.file)
        : Likeness.copied(track, stranger.file, live);
  }

  /** The track is this file: what is left of it will be read. */
  private void goesOn(Track track, Stranger stranger) throws IOException {
    var entry = stranger.entry;
    if (track.truncated && track.lost()) {
      losses.add(truncation(track));
    } else if (track.stage == Stage.LIVE && !entry.live()) {
      rotate(track);
    }
    track.found = true;
    if (track.stage == Stage.DONE) {
      track.gone = -1;
      known(stranger, track);
      return;
    }
    boolean finished = Likeness.atItsEnd(track, stranger.file);
    boolean grows = stranger.file.content().grows();
    track.truncated = false;
    track.gone = -1;
    track.id = entry.stat().id();
    track.path = entry.path();
    track.home = entry.home();
    if (finished && (!grows || (!track.lost() && !entry.live()))) {
      track.stage = grows ? Stage.SETTLED : Stage.DONE;
      known(stranger, track);
    } else {
      track.stage = entry.live() ? Stage.LIVE : Stage.ROTATED;
      track.open(stranger.file.content(), stranger.file.head(), System.nanoTime());
    }
  }

  private void known(Stranger stranger, @Nullable Track track) throws IOException {
    stranger.file.content().close();
    verdicts.put(stranger.entry.path(), new Verdict(stranger.entry.stat(), track));
  }

  /** New files: rotated ones from their first line on, the older first, then live ones. */
  private void adopt(List<Stranger> strangers) throws IOException {
    var rotated = strangers.stream().filter(stranger -> !stranger.entry.live()).toList();
    for (var stranger : byAge(rotated)) {
      if (settled(stranger.entry)) {
        var begun = notBegun(stranger.entry.home());
        if (begun != null) {
          goesOn(begun, stranger);
        } else {
          add(stranger, Stage.ROTATED);
        }
      } else {
        unsure = true;
        stranger.file.content().close();
      }
    }
    for (var stranger : strangers) {
      if (stranger.entry.live()) {
        succeed(stranger.entry.home());
        appears(stranger);
      }
    }
  }

  private void appears(Stranger stranger) throws IOException {
    var entry = stranger.entry;
    var directory = Stat.of(entry.path().resolveSibling("."));
    long now = micros.getAsLong();
    if (pace.unwatched(away, now) && entry.stat().existed(began, directory)) {
      losses.add(Loss.unwatched(entry.path().toString(), away, now));
    }
    away = Long.MAX_VALUE;
    add(stranger, Stage.LIVE);
  }

  private static List<Stranger> byAge(List<Stranger> strangers) {
    var order = Names.byAge(strangers.stream().map(Finder::aged).toList());
    return strangers.stream().sorted(Comparator.comparing(Finder::aged, order)).toList();
  }

  private static Names.Aged aged(Stranger stranger) {
    return new Names.Aged(
        String.valueOf(stranger.entry.path().getFileName()), stranger.entry.stat().modified());
  }

  /** A file that was seen when it was still empty, and was compressed since. */
  private @Nullable Track notBegun(Path home) {
    return tracks.all().stream()
        .filter(track -> track.lost() && track.print.length() == 0 && track.home.equals(home))
        .findFirst()
        .orElse(null);
  }

  private void succeed(Path home) {
    for (var track : tracks.all()) {
      if (track.stage == Stage.LIVE && track.content != null && track.home.equals(home)) {
        rotate(track);
      }
    }
  }

  private Track add(Stranger stranger, Stage stage) {
    var entry = stranger.entry;
    var now = micros.getAsLong();
    var track = Track.fresh(entry.home(), entry.path(), stage, entry.stat().id(), now);
    track.found = true;
    track.sight = now;
    var content = stranger.file.content();
    track.open(content, stranger.file.head(), System.nanoTime());
    tracks.add(track);
    return track;
  }

  /** What is nowhere, though everything was looked at. */
  private void missing() {
    long now = micros.getAsLong();
    for (var track : tracks.all()) {
      if (!track.found && track.lost() && track.missed < 0) {
        track.missed = now;
      }
    }
    if (unsure) {
      return;
    }
    for (var track : tracks.all()) {
      if (track.found) {
        track.missing = 0;
      } else if (track.content != null) {
        unlinked(track);
      } else if (track.lost()) {
        lost(track, now);
      } else {
        gone(track, now);
      }
    }
  }

  private void unlinked(Track track) {
    if (track.stage == Stage.LIVE) {
      rotate(track);
    }
  }

  private void lost(Track track, long now) {
    long nanos = System.nanoTime();
    track.missing = track.missing == 0 ? nanos : track.missing;
    if (nanos - track.missing < pace.settle().toNanos()) {
      unsure = true;
      return;
    }
    losses.add(
        Loss.of(
            track,
            now,
            track.truncated
                ? "was truncated; what was written to it since, if anything, is lost"
                : "is gone; what was written to it since, if anything, is lost"));
    track.stage = Stage.SETTLED;
    track.gone = now;
  }

  private void gone(Track track, long now) {
    if (track.gone < 0) {
      track.gone = now;
    } else if (now - track.gone > pace.forget().toSeconds() * 1_000_000) {
      tracks.remove(track);
    }
  }

  /**
   * The very first start: opens what is wanted, and remembers what is not so as never to read it.
   *
   * @return how many bytes are passed over
   */
  long begin(Initial initial) throws IOException, InterruptedException {
    long patience = System.nanoTime() + 2 * pace.settle().toNanos();
    var strangers = new ArrayList<Stranger>();
    do {
      unsure = false;
      for (var stranger : strangers) {
        stranger.file.content().close();
      }
      strangers.clear();
      for (var entry : entries()) {
        open(entry, strangers);
      }
      if (unsure) {
        Thread.sleep(pace.poll());
      }
    } while (unsure && System.nanoTime() < patience);
    long skipped = 0;
    for (var stranger : byAge(strangers)) {
      skipped += first(stranger, initial);
    }
    return skipped;
  }

  private long first(Stranger stranger, Initial initial) throws IOException {
    var entry = stranger.entry;
    var content = stranger.file.content();
    var track = add(stranger, entry.live() ? Stage.LIVE : Stage.ROTATED);
    if (entry.wanted() && initial == Initial.START) {
      return 0;
    }
    track.open(content, stranger.file.head(), System.nanoTime());
    if (!content.grows()) {
      track.stage = Stage.DONE;
      known(stranger, track);
      track.content = null;
      return 0;
    }
    long end = entry.live() ? LastLine.end(content) : content.size();
    track.advance(end, LastLine.before(content, end));
    track.skipped = end;
    if (!entry.wanted()) {
      track.stage = Stage.SETTLED;
      known(stranger, track);
      track.content = null;
      return 0;
    }
    return end;
  }
}
