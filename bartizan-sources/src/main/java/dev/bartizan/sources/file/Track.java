package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One file in play: what is known of it, and its open content if it has one. */
final class Track {
  /** The path that is followed, from which this file was rotated or where it stands. */
  Path home;

  Path path;
  Stage stage;
  FileId id;
  Print print;
  long offset;
  Print tail;
  long skipped;
  long size;
  long whole;
  long gone = -1;

  @Nullable Content content;
  Head head = Head.NONE;

  /** No line end stands between the offset and here. */
  long scanned;

  /** What the last look found, when it read everything. */
  @Nullable Stat looked;

  /** Wall clock, microseconds, when the path was last seen to lead to this file. */
  long sight;

  /** {@link System#nanoTime} of the last growth, or of the rotation. */
  long quietSince;

  /** Whether the last look read everything. */
  boolean ended;

  /** Whether its unfinished last line was taken. */
  boolean flushed;

  /** Wall clock, microseconds, when it was first missed; -1 while it is not. */
  long missed = -1;

  /** {@link System#nanoTime} since when no scan came across it; 0 when the last one did. */
  long missing;

  /** Whether the last scan came across the file. */
  boolean found;

  /** Whether it was cut short where it stood. */
  boolean truncated;

  Track(Path home, Bookmark known) {
    this.home = home;
    this.path = Path.of(known.path());
    this.stage = known.stage();
    this.id = known.id();
    this.print = known.head();
    this.offset = known.offset();
    this.tail = known.tail();
    this.skipped = known.skipped();
    this.size = known.size();
    this.whole = known.whole();
    this.sight = known.whole();
    this.gone = known.gone();
  }

  /** A file of which nothing is read. */
  static Track fresh(Path home, Path path, Stage stage, FileId id, long micros) {
    return new Track(
        home,
        new Bookmark(stage, id, Print.NONE, 0, Print.NONE, 0, 0, micros, -1, path.toString()));
  }

  Bookmark bookmark() {
    return new Bookmark(
        stage, id, print, offset, tail, skipped, size, whole, gone, path.toString());
  }

  /** Whether there is more to come of it, but it is not open. */
  boolean lost() {
    return content == null && (stage == Stage.LIVE || stage == Stage.ROTATED);
  }

  void open(Content opened, Head beginning, long nanos) {
    content = opened;
    learn(beginning);
    gone = -1;
    missed = -1;
    scanned = offset;
    looked = null;
    flushed = false;
    ended = false;
    quietSince = nanos;
  }

  void close() throws IOException {
    if (content != null) {
      content.close();
      content = null;
    }
  }

  /** Moves on to an offset of which the last bytes left this print. */
  void advance(long to, Print before) {
    offset = to;
    tail = before;
    scanned = to;
    size = Math.max(size, to);
  }

  /**
   * Whether what was read is still this file's next part: asked after reading, because a file that
   * is intact now was intact then.
   *
   * @param chunk read from the offset on
   */
  boolean intact(Content file, byte[] chunk, int length) throws IOException {
    var now = head.again(file);
    if (!now.begins(head) || !now.agrees(chunk, length, offset) || !file.has(tail, offset)) {
      return false;
    }
    var covered = now.upTo(offset + length);
    if (covered.bytes().length > head.bytes().length) {
      learn(covered);
    }
    return true;
  }

  private void learn(Head beginning) {
    head = beginning;
    print = beginning.print();
  }
}
