package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.core.pipeline.Position;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a source over its capture. Hands over frames in groups, and what it has before it
 * waits for more.
 */
final class Reading {
  private static final int GROUP = 256;

  private final Emitter out;
  private final Frames frames;
  private final @Nullable CaptureIdentity identity;
  private final long done;
  private final InstantSource clock;

  private List<Emission> group = new ArrayList<>(GROUP);
  private long groupBytes;
  private long groupEnd;
  private long handed;

  /**
   * A pass.
   *
   * @param done the offset up to which an earlier pass handed everything over
   */
  Reading(
      Emitter out,
      Frames frames,
      @Nullable CaptureIdentity identity,
      long done,
      InstantSource clock) {
    this.out = out;
    this.frames = frames;
    this.identity = identity;
    this.done = done;
    this.clock = clock;
    this.handed = done;
  }

  /**
   * Reads to the end.
   *
   * @param size of the capture, or -1 when unknown
   */
  void read(CaptureReader reader, long size) throws IOException, InterruptedException {
    try {
      do {
        while (reader.step()) {
          record(reader);
        }
        handOver(reader.position());
      } while (reader.fill());
      handOver(reader.position());
    } catch (MalformedInput e) {
      fault(e, reader, size);
    }
  }

  /** The capture could not even be begun. */
  void refused(MalformedInput fault) throws InterruptedException {
    out.emit(Frames.malformed(fault, 0, new byte[0], 0, 0), 0, null);
  }

  private void record(CaptureReader reader) throws InterruptedException {
    long end = reader.position();
    var cursor = reader.cursor();
    if (end <= done || cursor.content == Cursor.Content.OTHER) {
      return;
    }
    if (cursor.content == Cursor.Content.FRAME) {
      group.add(frames.frame(reader.buffer(), cursor, end));
      groupBytes += cursor.size;
    } else {
      group.add(frames.loss(cursor));
    }
    groupEnd = end;
    if (group.size() >= GROUP) {
      handOver(end);
    }
  }

  /** Hands over the group, then what else was passed over up to {@code end}. */
  private void handOver(long end) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!group.isEmpty()) {
      long other = groupEnd - handed - groupBytes;
      if (other > 0) {
        out.skipped(other, null);
      }
      out.emit(group, (int) groupBytes, at(groupEnd));
      group = new ArrayList<>(GROUP);
      groupBytes = 0;
      handed = groupEnd;
    }
    if (end > handed) {
      out.skipped(end - handed, at(end));
      handed = end;
    }
  }

  /** What cannot be read is one malformed record; behind a broken one the rest is missing. */
  private void fault(MalformedInput fault, CaptureReader reader, long size)
      throws InterruptedException {
    long last = reader.position();
    long from = reader.broken() ? last : reader.cutAt();
    handOver(Math.max(handed, from));
    if (done >= last + (reader.broken() ? 1 : 0)) {
      return;
    }
    var input = reader.malformed(fault, from);
    if (!reader.broken()) {
      out.emit(input, (int) (last - from), at(last));
      return;
    }
    long time = Math.max(0, frames.lastTime());
    long rest = size < 0 ? -1 : Math.max(0, size - last);
    var gap = new Emission.Gap(time, now(), -1, rest, "nothing can be read behind " + from);
    out.emit(List.of(input, gap), 0, at(last + Math.max(1, rest)));
  }

  private long now() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  private @Nullable Position at(long offset) {
    return identity == null ? null : new CaptureIdentity.At(identity, offset);
  }
}
