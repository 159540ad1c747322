package dev.bartizan.sources.file;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.Position;
import dev.bartizan.core.pipeline.Source;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads text once from its beginning to its end, plain or compressed by gzip or Zstandard (told by
 * content), such as a file that is complete or standard input. It has no positions. Lines are cut
 * and refused as by {@link FileFollower}. Broken compression is an {@link IOException} after what
 * could be read.
 */
public final class LineReplay implements Source {
  private final String name;
  private final InputStream in;
  private final LineDecoder decoder;
  private final int limit;

  /**
   * A replay of what comes through a stream.
   *
   * @param name of the input, for people
   * @param in closed at the end
   * @param limit bytes of a line that are read; of a longer one the rest is passed over
   */
  public LineReplay(String name, InputStream in, LineDecoder decoder, int limit) {
    this.name = name;
    this.in = in;
    this.decoder = decoder;
    this.limit = limit;
  }

  @Override
  public void run(@Nullable String resume, Emitter out) throws IOException, InterruptedException {
    try (in) {
      var magic = new byte[Packing.MAGIC];
      var back = new PushbackInputStream(in, magic.length);
      int length = back.readNBytes(magic, 0, magic.length);
      back.unread(magic, 0, length);
      replay(Packing.of(magic, length), back, out);
    }
  }

  private void replay(Packing packing, InputStream packed, Emitter out)
      throws IOException, InterruptedException {
    try {
      new LineReader(decoder, new Unplaced(out), limit).replay(name, packing.unpack(packed));
    } catch (EOFException | ZipException | io.airlift.compress.MalformedInputException e) {
      throw new BrokenPacking(packing, e);
    }
  }

  /** Hands over without positions. */
  private record Unplaced(Emitter out) implements Emitter {
    @Override
    public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
        throws InterruptedException {
      out.emit(emissions, bytes, null);
    }

    @Override
    public void emit(
        List<? extends Emission> emissions, int bytes, long skipped, @Nullable Position after)
        throws InterruptedException {
      out.emit(emissions, bytes, skipped, null);
    }

    @Override
    public boolean offer(List<? extends Emission> emissions, int bytes) {
      return out.offer(emissions, bytes);
    }

    @Override
    public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
      out.skipped(bytes, null);
    }
  }
}
