package dev.bartizan.sources.file;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.FileState;
import dev.bartizan.sources.file.Bookmark.Stage;
import dev.bartizan.sources.file.LineReader.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of one running follower: looks at each, notices rotation, and tells what was lost. */
final class Roll implements AutoCloseable {
  private final Glob glob;
  private final Pace pace;
  private final InstantSource clock;
  private final LineReader reader;
  private final Emitter out;
  private final Tracks tracks = new Tracks();
  private final Finder finder;
  private boolean rotated;
  private long scanned;

  Roll(Glob glob, Pace pace, InstantSource clock, LineReader reader, Emitter out) {
    this.glob = glob;
    this.pace = pace;
    this.clock = clock;
    this.reader = reader;
    this.out = out;
    this.finder = new Finder(glob, pace, tracks, this::micros);
  }

  private long micros() {
    return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, clock.instant());
  }

  /** The very first start. */
  void begin(Initial initial) throws IOException, InterruptedException {
    long skipped = new FirstStart(finder, pace, initial).begin();
    out.skipped(skipped, shelfWithout(null)::encode);
    rotated = true;
  }

  /** A start that goes on where another ended. */
  void resume(String position) {
    var shelf = Shelf.decode(position);
    for (var bookmark : shelf.bookmarks()) {
      var path = Path.of(bookmark.path());
      tracks.add(new Track(glob.literal() ? glob.path() : path, bookmark));
    }
    if (shelf.bookmarks().stream().noneMatch(one -> one.stage() == Stage.LIVE)) {
      finder.awaySince(shelf.made());
    }
    rotated = true;
  }

  private Shelf shelfWithout(@Nullable Track one) {
    return tracks.shelfWithout(one, micros());
  }

  /** Looks at everything once; false when nothing had changed. */
  boolean look() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (rotated || finder.unsure() || now - scanned > pace.scan().toNanos()) {
      rotated = false;
      scanned = now;
      scan();
    }
    boolean moved = false;
    Set<Path> behind = new HashSet<>();
    for (var track : tracks.all()) {
      var content = track.content;
      if (content != null && !behind.contains(track.home)) {
        long offset = track.offset;
        if (look(track, content) == Outcome.MORE) {
          behind.add(track.home);
        }
        moved |= track.offset != offset;
      }
    }
    return moved;
  }

  private void scan() throws IOException, InterruptedException {
    for (var loss : finder.scan()) {
      out.emit(loss.gap(), 0, shelfWithout(null)::encode);
    }
  }

  private Outcome look(Track track, Content content) throws IOException, InterruptedException {
    long before = micros();
    var stat = track.stage == Stage.LIVE ? Stat.of(track.path) : null;
    if (stat != null && stat.id().equals(track.id)) {
      watch(track, before, stat);
      if (stat.equals(track.looked)) {
        track.whole = before;
        return Outcome.END;
      }
    } else if (track.stage == Stage.LIVE) {
      rotated = true;
    } else if (quiet(track, content)) {
      return Outcome.END;
    }
    track.looked = null;
    track.ended = false;
    long offset = track.offset;
    var outcome = read(track, content);
    if (track.offset != offset) {
      track.quietSince = System.nanoTime();
    }
    switch (outcome) {
      case END -> {
        track.whole = before;
        track.looked = stat;
        track.ended = true;
      }
      case MORE -> {}
      case TRUNCATED -> truncated(track, content);
    }
    return outcome;
  }

  /** A file of which nothing was known may have been another one, when it was not looked at. */
  private void watch(Track track, long now, Stat stat) throws IOException, InterruptedException {
    boolean known = track.print.length() > 0 || stat.modified() / 1000 <= track.sight;
    if (!known && pace.unwatched(track.sight, now)) {
      var gap = Loss.unwatched(track.path.toString(), track.sight, now).gap();
      out.emit(gap, 0, shelfWithout(null)::encode);
    }
    track.sight = now;
  }

  private Outcome read(Track track, Content content) throws IOException, InterruptedException {
    try {
      var others = shelfWithout(track);
      var outcome = reader.look(track, content, others);
      if (outcome == Outcome.END && !content.grows()) {
        reader.flush(track, content, others);
        track.stage = Stage.DONE;
        track.close();
        finder.forget();
      }
      return outcome;
    } catch (BrokenPacking e) {
      track.stage = Stage.DONE;
      track.close();
      finder.forget();
      var where = track.path + ":" + track.offset;
      var why = String.valueOf(e.getMessage());
      out.emit(new Emission.Malformed(why, where, ""), 0, shelfWithout(null)::encode);
      return Outcome.END;
    }
  }

  /** Whether a rotated file has not grown; takes its unfinished line and closes it in time. */
  private boolean quiet(Track track, Content content) throws IOException, InterruptedException {
    if (!content.grows() || !track.ended || content.size() != track.size) {
      return false;
    }
    long quiet = System.nanoTime() - track.quietSince;
    if (!track.flushed && quiet > pace.grace().toNanos()) {
      track.flushed = true;
      if (reader.flush(track, content, shelfWithout(track)) == Outcome.TRUNCATED) {
        truncated(track, content);
      }
    } else if (quiet > pace.close().toNanos()) {
      track.stage = Stage.SETTLED;
      track.close();
      finder.forget();
    }
    return true;
  }

  /** The file begins anew where it stands; what it held before may live on in a copy. */
  private void truncated(Track track, Content content) {
    var anew = Track.fresh(track.home, track.path, track.stage, track.id, micros());
    anew.open(content, Head.NONE, System.nanoTime());
    track.content = null;
    track.truncated = true;
    track.missed = micros();
    if (track.stage == Stage.LIVE) {
      track.stage = Stage.ROTATED;
    }
    tracks.add(anew);
    finder.forget();
    rotated = true;
  }

  List<FileState> files() {
    return tracks.all().stream()
        .filter(track -> track.content != null)
        .map(track ->
            new FileState(
                track.path.toString(),
                track.content instanceof Packed ? -1 : track.size,
                track.offset - track.skipped,
                track.skipped))
        .toList();
  }

  /** What is missing, for people. */
  @Nullable String waiting() {
    boolean live = tracks.all().stream().anyMatch(t -> t.stage == Stage.LIVE && t.content != null);
    return live
        ? null
        : finder.forbidden() ? "no permission to read " + glob.path() : "no file " + glob.path();
  }

  @Override
  public void close() throws IOException {
    tracks.close();
  }
}
