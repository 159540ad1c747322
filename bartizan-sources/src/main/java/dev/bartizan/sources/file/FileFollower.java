package dev.bartizan.sources.file;

import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.FileProgress;
import dev.bartizan.core.pipeline.FileState;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.Source;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a text file, or all that a pattern names, line by line, through rotation by renaming, by
 * copying and truncating, by deleting, and through its own restarts. A file is known by device,
 * inode and its first bytes; a position also by the bytes before it. What is lost, because it was
 * truncated or deleted before it was read, is told as a gap. Lines are taken when their line end is
 * there; those over the limit are cut. Runs of NUL at a line's beginning are passed over.
 *
 * <p>One instance is one source: {@link #run} is called by one thread at a time; the rest by any.
 */
public final class FileFollower implements Source, FileProgress {
  private final Glob glob;
  private final LineDecoder decoder;
  private final Options options;
  private final InstantSource clock;
  private final Pace pace;
  private volatile List<FileState> files = List.of();
  private volatile @Nullable String waiting;

  /**
   * How to follow.
   *
   * @param initial where to begin at the very first start
   * @param limit bytes of a line that are read; of a longer one the rest is passed over
   */
  public record Options(Initial initial, int limit) {
    /** From the first line, with lines of up to 1 MiB. */
    public static final Options USUAL = new Options(Initial.START, 1 << 20);

    /** The largest limit, in bytes. */
    public static final int LARGEST = 1 << 28;

    /** Refuses a limit that makes no sense. */
    public Options {
      if (limit < 1 || limit > LARGEST) {
        throw new IllegalArgumentException("a line limit of " + limit + " bytes");
      }
    }
  }

  /**
   * A follower of a path, or of a pattern with {@code * ? [...] {...}} in any of its names; nothing
   * need be there yet.
   *
   * @param decoder used by the thread that runs the source
   */
  public FileFollower(String pattern, LineDecoder decoder, Options options, InstantSource clock) {
    this(pattern, decoder, options, clock, Pace.USUAL);
  }

  FileFollower(
      String pattern, LineDecoder decoder, Options options, InstantSource clock, Pace pace) {
    this.glob = new Glob(pattern);
    this.decoder = decoder;
    this.options = options;
    this.clock = clock;
    this.pace = pace;
  }

  @Override
  public void run(@Nullable String resume, Emitter out) throws Exception {
    var reader = new LineReader(decoder, out, options.limit());
    try (var roll = new Roll(glob, pace, clock, reader, out)) {
      if (resume == null) {
        roll.begin(options.initial());
      } else {
        roll.resume(resume);
      }
      while (true) {
        boolean moved = roll.look();
        files = roll.files();
        waiting = roll.waiting();
        if (!moved) {
          Thread.sleep(pace.poll());
        }
      }
    }
  }

  @Override
  public List<FileState> files() {
    return files;
  }

  @Override
  public @Nullable String waiting() {
    return waiting;
  }
}
