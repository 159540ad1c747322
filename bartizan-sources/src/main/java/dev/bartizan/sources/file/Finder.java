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
  private final Tracks tracks;
  private final LongSupplier micros;
  private final long began;
  private final Map<Path, Verdict> verdicts = new HashMap<>();
  private final Sightings sightings;
  private final Losses losses;
  private final Absence absence;
  private long away = Long.MAX_VALUE;
  private boolean unsure;
  private boolean forbidden;

  /** What is known of a closed file as long as it does not change. */
  private record Verdict(Stat stat, @Nullable Track track) {}

  /**
   * A finder for these files.
   *
   * @param micros wall clock, microseconds since the epoch
   */
  Finder(Glob glob, Pace pace, Tracks tracks, LongSupplier micros) {
    this.glob = glob;
    this.tracks = tracks;
    this.micros = micros;
    this.began = micros.getAsLong();
    this.sightings = new Sightings(pace.settle());
    this.losses = new Losses(pace, micros);
    this.absence = new Absence(pace, tracks, losses, micros);
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
    tracks.all().forEach(track -> track.found = false);
    var entries = entries();
    var strangers = new ArrayList<Stranger>();
    for (var entry : entries) {
      if (!recognised(entry) && ripe(entry)) {
        open(entry, strangers);
      }
    }
    adopt(unlike(unknown(strangers)));
    absence.note();
    unsure = unsure || absence.conclude();
    var paths = entries.stream().map(Entry::path).toList();
    sightings.retain(paths);
    verdicts.keySet().retainAll(paths);
    return losses.take();
  }

  /** Opens whatever there is. */
  List<Stranger> openAll() throws IOException {
    unsure = false;
    var strangers = new ArrayList<Stranger>();
    for (var entry : entries()) {
      open(entry, strangers);
    }
    return strangers;
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
      losses.rotate(track);
    }
    track.path = entry.path();
    track.home = entry.home();
    if (entry.live()) {
      track.stage = Stage.LIVE;
    }
  }

  /** A compressed file is opened when it has not changed for a while: it may be in the making. */
  private boolean ripe(Entry entry) {
    boolean ripe = entry.live() || !Packing.named(entry.path()) || sightings.settled(entry);
    unsure |= !ripe;
    return ripe;
  }

  private void open(Entry entry, List<Stranger> strangers) throws IOException {
    switch (Opened.of(entry.path(), entry.stat().id())) {
      case Ready file -> strangers.add(new Stranger(entry, file));
      case Opened.Moved() -> unsure = true;
      case Opened.Forbidden() -> forbidden |= entry.wanted();
      case Opened.Unreadable() -> {
        if (sightings.settled(entry)) {
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
    rest.sort(Comparator.comparing(stranger -> !stranger.file().content().grows()));
    return rest;
  }

  private @Nullable Track sameFile(Stranger stranger) throws IOException {
    var id = stranger.entry().stat().id();
    Track same = null;
    for (var track : tracks.all()) {
      if (track.content == null
          && track.stage != Stage.DONE
          && track.id.equals(id)
          && stranger.file().content().grows()) {
        if (Likeness.continues(track, stranger.file())) {
          same = track;
        } else if (track.lost()) {
          var directory = Stat.of(track.home.resolveSibling("."));
          track.truncated = stranger.entry().stat().existed(track.whole, directory);
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
    var entry = stranger.entry();
    for (var track : tracks.all()) {
      if (track.content == null && copied(track, stranger)) {
        goesOn(track, stranger);
        return true;
      }
    }
    return entry.live() ? rewritten(stranger) : partOfCopy(stranger, sightings.settled(entry));
  }

  /** Whether somebody put a copy of the live file in its place, as editors do. */
  private boolean rewritten(Stranger stranger) throws IOException {
    for (var track : tracks.all()) {
      if (track.content != null && Likeness.copied(track, stranger.file(), true)) {
        var copy = new Track(stranger.entry().home(), track.bookmark());
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
      if (track.content == null && Likeness.prefix(track, stranger.file())) {
        if (complete) {
          endsWithin(track, stranger);
        } else {
          stranger.file().content().close();
        }
        unsure |= !complete;
        return true;
      }
      if (Likeness.resembles(track, stranger.file(), complete)) {
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
      losses.truncated(track);
      track.stage = Stage.SETTLED;
    }
    track.found = true;
    track.gone = -1;
    known(stranger, track);
  }

  private static boolean copied(Track track, Stranger stranger) throws IOException {
    boolean live = stranger.entry().live();
    return track.stage == Stage.DONE
        ? !live && Likeness.done(track, stranger.file())
        : Likeness.copied(track, stranger.file(), live);
  }

  /** The track is this file: what is left of it will be read. */
  private void goesOn(Track track, Stranger stranger) throws IOException {
    var entry = stranger.entry();
    if (track.truncated && track.lost()) {
      losses.truncated(track);
    } else if (track.stage == Stage.LIVE && !entry.live()) {
      losses.rotate(track);
    }
    track.found = true;
    if (track.stage == Stage.DONE) {
      track.gone = -1;
      known(stranger, track);
      return;
    }
    boolean finished = Likeness.atItsEnd(track, stranger.file());
    boolean grows = stranger.file().content().grows();
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
      track.open(stranger.file().content(), stranger.file().head(), System.nanoTime());
    }
  }

  /** Closes a file of which nothing is to be read as long as it does not change. */
  void known(Stranger stranger, @Nullable Track track) throws IOException {
    stranger.file().content().close();
    verdicts.put(stranger.entry().path(), new Verdict(stranger.entry().stat(), track));
  }

  /** New files: rotated ones from their first line on, the older first, then live ones. */
  private void adopt(List<Stranger> strangers) throws IOException {
    var rotated = strangers.stream().filter(stranger -> !stranger.entry().live()).toList();
    for (var stranger : Stranger.byAge(rotated)) {
      if (sightings.settled(stranger.entry())) {
        var begun = notBegun(stranger.entry().home());
        if (begun != null) {
          goesOn(begun, stranger);
        } else {
          add(stranger, Stage.ROTATED);
        }
      } else {
        unsure = true;
        stranger.file().content().close();
      }
    }
    for (var stranger : strangers) {
      if (stranger.entry().live()) {
        succeed(stranger.entry().home());
        appears(stranger);
      }
    }
  }

  private void appears(Stranger stranger) throws IOException {
    var entry = stranger.entry();
    var directory = Stat.of(entry.path().resolveSibling("."));
    if (entry.stat().existed(began, directory)) {
      losses.unseen(entry.path(), away);
    }
    away = Long.MAX_VALUE;
    add(stranger, Stage.LIVE);
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
        losses.rotate(track);
      }
    }
  }

  /** Reads this file from its first line on. */
  Track add(Stranger stranger, Stage stage) {
    var entry = stranger.entry();
    var now = micros.getAsLong();
    var track = Track.fresh(entry.home(), entry.path(), stage, entry.stat().id(), now);
    track.found = true;
    track.sight = now;
    var content = stranger.file().content();
    track.open(content, stranger.file().head(), System.nanoTime());
    tracks.add(track);
    return track;
  }
}
