package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.sources.packet.PacketDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads one capture to its end, from a file or from a pipe; a file can be resumed. Frames become
 * {@link dev.bartizan.core.event.PacketLogged}; headers, and blocks of pcapng that hold no frame,
 * count as bytes skipped. Behind a record that cannot be one nothing can be found: it is counted as
 * malformed, and the rest as a gap. Bytes are those of the capture after decompression.
 */
public final class PcapSource implements Source {
  private final @Nullable Path file;
  private final @Nullable InputStream pipe;
  private final Origin origin;
  private final boolean keepRaw;
  private final InstantSource clock;

  private PcapSource(
      @Nullable Path file,
      @Nullable InputStream pipe,
      Origin origin,
      boolean keepRaw,
      InstantSource clock) {
    this.file = file;
    this.pipe = pipe;
    this.origin = origin;
    this.keepRaw = keepRaw;
    this.clock = clock;
  }

  /**
   * A source of a file that is complete; it is opened when the source runs.
   *
   * @param keepRaw whether events carry a copy of the captured bytes
   * @param clock gives the time of frames that have none
   */
  public PcapSource(Path file, Origin origin, boolean keepRaw, InstantSource clock) {
    this(file, null, origin, keepRaw, clock);
  }

  /** A source of what comes through a pipe; it has no positions. Closed at the end. */
  public PcapSource(InputStream pipe, Origin origin, boolean keepRaw, InstantSource clock) {
    this(null, pipe, origin, keepRaw, clock);
  }

  @Override
  public void run(@Nullable String resume, Emitter out) throws Exception {
    var identity = file == null ? null : CaptureIdentity.of(file);
    long done = identity == null ? 0 : identity.offset(resume);
    var frames = new Frames(new PacketDecoder(origin, keepRaw, clock));
    var passage = new Reading(out, frames, identity, done, clock);
    try (var in = open();
        var reader = new CaptureReader(in)) {
      passage.read(reader, file != null && reader.plain() ? Files.size(file) : -1);
    } catch (ClosedByInterruptException _) {
      throw new InterruptedException();
    } catch (MalformedInput e) {
      passage.refused(e);
    }
  }

  private InputStream open() throws IOException {
    return pipe != null ? pipe : Files.newInputStream(java.util.Objects.requireNonNull(file));
  }
}
