package dev.bartizan.sources.file;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.file.Bookmark.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a file into lines and hands over what its decoder makes of them. Holds one buffer for all
 * files of a source; a line that is not yet whole is read again when it has grown.
 */
final class LineReader {
  /** What a look at a file came to. */
  enum Outcome {
    /** Everything that is there was read, but for an unfinished line. */
    END,
    /** There is more. */
    MORE,
    /** The file is no longer the one that was read. */
    TRUNCATED
  }

  private static final int CHUNK = 1 << 18;
  private static final int CHUNKS_PER_LOOK = 16;

  private final LineDecoder decoder;
  private final Emitter out;
  private final int limit;
  private final byte[] ahead = new byte[1 << 16];
  private byte[] buffer = new byte[CHUNK];

  /**
   * Reads lines of at most {@code limit} bytes; of longer ones the beginning.
   *
   * @param out takes what came of them
   */
  LineReader(LineDecoder decoder, Emitter out, int limit) {
    this.decoder = decoder;
    this.out = out;
    this.limit = limit;
  }

  /** Reads on, but not for too long when other files wait too. */
  Outcome look(Track track, Content content, Shelf others)
      throws IOException, InterruptedException {
    for (int chunks = 0; chunks < CHUNKS_PER_LOOK; ) {
      int length = content.read(track.offset, buffer, 0, buffer.length);
      track.size = Math.max(content.grows() ? content.size() : 0, track.offset + length);
      if (content.grows() && !track.intact(content, buffer, length)) {
        return Outcome.TRUNCATED;
      }
      boolean full = length == buffer.length;
      if (lines(track, others, length)) {
        chunks++;
      } else if (!full) {
        return Outcome.END;
      } else if (buffer.length <= limit) {
        buffer = new byte[Math.min(buffer.length * 2, limit + CHUNK)];
      } else if (!longLine(track, content, others)) {
        return Outcome.END;
      }
    }
    return Outcome.MORE;
  }

  /** Takes the whole lines at the buffer's beginning; false when there is none. */
  private boolean lines(Track track, Shelf others, int length) throws InterruptedException {
    int end = Newline.last(buffer, 0, length) + 1;
    if (end == 0) {
      int nuls = Newline.afterNuls(buffer, 0, length);
      return nuls > 0 && nuls < length && skip(track, others, nuls);
    }
    var before = track.bookmark();
    long base = track.offset;
    long skipped = 0;
    for (int start = 0; start < end; ) {
      int from = Newline.afterNuls(buffer, start, end);
      int newline = Newline.first(buffer, from, end);
      int size =
          newline > from && buffer[newline - 1] == '\r' ? newline - 1 - from : newline - from;
      int next = newline + 1;
      skipped += from - start;
      if (size == 0) {
        skipped += next - from;
      } else {
        int taken = size > limit ? limit : next - from;
        skipped += next - from - taken;
        track.skipped += skipped;
        track.offset = base + from;
        emit(
            track,
            new Line(buffer, from, Math.min(size, limit), size > limit),
            taken,
            skipped,
            new Place(others, before, base + next, Print.before(buffer, next), track.skipped));
        skipped = 0;
      }
      start = next;
    }
    track.advance(base + end, Print.before(buffer, end));
    if (skipped > 0) {
      track.skipped += skipped;
      out.skipped(skipped, place(track, others));
    }
    return true;
  }

  private boolean skip(Track track, Shelf others, int nuls) throws InterruptedException {
    track.advance(track.offset + nuls, Print.before(buffer, nuls));
    track.skipped += nuls;
    out.skipped(nuls, place(track, others));
    return true;
  }

  /** The buffer is full of one line, or of NULs: looks for its end. False when it has none yet. */
  private boolean longLine(Track track, Content content, Shelf others)
      throws IOException, InterruptedException {
    boolean nuls = Newline.afterNuls(buffer, 0, buffer.length) == buffer.length;
    long at = Math.max(track.scanned, track.offset + buffer.length);
    while (true) {
      int length = content.read(at, ahead, 0, ahead.length);
      if (length == 0) {
        track.scanned = at;
        return false;
      }
      int end = nuls ? notNul(length) : Newline.first(ahead, 0, length) + 1;
      if (end > 0 || (nuls && end == 0)) {
        return (content.grows() && !track.intact(content, buffer, buffer.length))
            || take(track, others, at + end, Print.before(ahead, end), nuls);
      }
      at += length;
    }
  }

  private int notNul(int length) {
    int end = Newline.afterNuls(ahead, 0, length);
    return end == length ? -1 : end;
  }

  private boolean take(Track track, Shelf others, long end, Print tail, boolean nuls)
      throws InterruptedException {
    long start = track.offset;
    int taken = nuls ? 0 : limit;
    var before = track.bookmark();
    track.skipped += end - start - taken;
    var place = new Place(others, before, end, tail, track.skipped);
    if (nuls) {
      out.skipped(end - start, place);
    } else {
      emit(track, new Line(buffer, 0, limit, true), taken, end - start - taken, place);
    }
    track.advance(end, tail);
    return true;
  }

  /** Takes what stands behind the last line end of a file that will not grow. */
  Outcome flush(Track track, Content content, Shelf others)
      throws IOException, InterruptedException {
    int length = content.read(track.offset, buffer, 0, buffer.length);
    if (content.grows() && !track.intact(content, buffer, length)) {
      return Outcome.TRUNCATED;
    }
    remainder(track, others, length, end(content, track.offset + length));
    return Outcome.END;
  }

  /** Takes what the buffer holds as the last line of a file that ends here. */
  private void remainder(Track track, Shelf others, int length, long end)
      throws InterruptedException {
    if (end == track.offset) {
      return;
    }
    int from = Newline.afterNuls(buffer, 0, length);
    int size = Math.min(length - from, limit);
    long skipped = end - track.offset - size;
    track.skipped += skipped;
    var tail = end == track.offset + length ? Print.before(buffer, length) : Print.NONE;
    var place = new Place(others, track.bookmark(), end, tail, track.skipped);
    if (size == 0) {
      out.skipped(skipped, place);
    } else {
      emit(track, new Line(buffer, from, size, skipped > from), size, skipped, place);
    }
    track.advance(end, tail);
  }

  private long end(Content content, long from) throws IOException {
    long at = from;
    for (int length; (length = content.read(at, ahead, 0, ahead.length)) > 0; ) {
      at += length;
    }
    return at;
  }

  /** Reads a stream to its end, without waiting for more than a line. */
  void replay(String name, InputStream in) throws IOException, InterruptedException {
    var track = Track.fresh(Path.of(name), Path.of(name), Stage.ROTATED, new FileId(0, 0), 0);
    var others = new Shelf(List.of(), 0);
    int have = 0;
    for (int read; (read = in.read(buffer, have, buffer.length - have)) >= 0; ) {
      have += read;
      long before = track.offset;
      if (lines(track, others, have)) {
        int used = (int) (track.offset - before);
        have -= used;
        System.arraycopy(buffer, used, buffer, 0, have);
      } else if (have == buffer.length && have <= limit) {
        buffer = Arrays.copyOf(buffer, Math.min(have * 2, limit + CHUNK));
      } else if (have == buffer.length) {
        have = longLine(track, others, in);
      }
    }
    remainder(track, others, have, track.offset + have);
  }

  /** Passes over the rest of the line that fills the buffer; how much stands there behind it. */
  private int longLine(Track track, Shelf others, InputStream in)
      throws IOException, InterruptedException {
    long at = track.offset + buffer.length;
    for (int read; (read = in.read(ahead)) >= 0; ) {
      int end = Newline.first(ahead, 0, read) + 1;
      if (end > 0) {
        take(track, others, at + end, Print.before(ahead, end), false);
        System.arraycopy(ahead, end, buffer, 0, read - end);
        return read - end;
      }
      at += read;
    }
    remainder(track, others, buffer.length, at);
    return 0;
  }

  private void emit(Track track, Line line, int bytes, long skipped, Place place)
      throws InterruptedException {
    out.emit(List.of(decode(track, line)), bytes, skipped, place);
  }

  private Emission decode(Track track, Line line) {
    try {
      return decoder.decode(line);
    } catch (MalformedInput e) {
      return malformed(track, line, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return malformed(track, line, "the decoder failed: " + e);
    }
  }

  private static Emission malformed(Track track, Line line, String why) {
    return new Emission.Malformed(why, track.path + ":" + track.offset, Sample.of(line));
  }

  private static Place place(Track track, Shelf others) {
    return new Place(others, track.bookmark(), track.offset, track.tail, track.skipped);
  }
}
