package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Frame;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.PacketDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a capture one after the other from a file or a pipe, plain or compressed.
 * Holds one buffer of half a MiB at most, however large the capture. For one thread.
 */
public final class CaptureReader implements AutoCloseable {
  /** Large enough for any record. */
  static final int BUFFER = 1 << 19;

  private static final int FIRST_BUFFER = 1 << 15;

  private final Unpacked in;
  private final Cursor cursor = new Cursor();
  private byte[] buffer = new byte[FIRST_BUFFER];
  private @Nullable Format format;

  /** The part of the buffer that is filled and not yet stepped over. */
  private int at;

  private int to;
  private int filled;

  /** Bytes of the capture before {@link #at}. */
  private long position;

  /** Bytes still to be passed over that were not in the buffer. */
  private long excess;

  private long cutAt;
  private boolean ended;
  private boolean broken;

  /**
   * Reads the first bytes, to learn the compression.
   *
   * @param in closed by {@link #close}
   * @throws MalformedInput when the compression is damaged from the start
   */
  public CaptureReader(InputStream in) throws IOException, MalformedInput {
    try {
      this.in = Unpacked.of(in);
    } catch (Unpacked.Damaged _) {
      throw damaged();
    }
  }

  /**
   * Goes on to the next frame.
   *
   * @return false when the capture has ended
   * @throws MalformedInput when what follows is no record, or a cut one. The capture ends there:
   *     the next call returns false
   */
  public boolean next() throws IOException, MalformedInput {
    while (true) {
      while (step()) {
        if (cursor.content == Cursor.Content.FRAME) {
          return true;
        }
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** The frame that {@link #next} came to; its bytes are overwritten by the next call. */
  public Frame frame() {
    return new Frame(
        cursor.linkType, cursor.time, buffer, cursor.offset, cursor.length, cursor.originalLength);
  }

  /**
   * Decodes the frame that {@link #next} came to.
   *
   * @throws MalformedInput when the frame cannot be read; the next one can
   */
  public void decode(PacketDecoder decoder, Consumer<? super Decoded> out) throws MalformedInput {
    out.accept(
        decoder.decode(
            cursor.linkType,
            cursor.time,
            buffer,
            cursor.offset,
            cursor.length,
            cursor.originalLength));
  }

  /** Bytes of the capture up to the end of the current record, decompressed. */
  public long position() {
    return position;
  }

  /** Whether the capture went on behind a place where it could not be read. */
  boolean broken() {
    return broken;
  }

  /** Where the record begins that the end of the capture cut. */
  long cutAt() {
    return cutAt;
  }

  /** The fault as the pipeline counts it, with what stands in the buffer there. */
  Emission.Malformed malformed(MalformedInput fault, long from) {
    return Frames.malformed(fault, from, buffer, at, Math.max(0, filled - at));
  }

  /** Whether positions are those of the file itself. */
  boolean plain() {
    return !in.compressed();
  }

  Cursor cursor() {
    return cursor;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Goes on to the next record, of whatever content, as far as the buffer is filled. */
  boolean step() throws MalformedInput {
    if (broken || excess > 0) {
      return false;
    }
    try {
      var known = format == null ? begin() : format;
      if (known == null || !known.step(buffer, at, to, cursor)) {
        return false;
      }
    } catch (MalformedInput e) {
      broken = true;
      throw e;
    }
    pass(cursor.size);
    return true;
  }

  private @Nullable Format begin() throws MalformedInput {
    if (to - at < PcapFormat.HEADER) {
      return null;
    }
    if (PcapFormat.begins(buffer, at)) {
      format = PcapFormat.of(buffer);
      pass(PcapFormat.HEADER);
    } else if (Order.i32(buffer, at, false) == PcapngFormat.SECTION) {
      format = new PcapngFormat();
    } else {
      throw new MalformedInput("neither pcap nor pcapng");
    }
    return format;
  }

  /** Moves on, beyond the buffer if need be. */
  private void pass(long bytes) {
    int here = (int) Math.min(bytes, to - at);
    at += here;
    position += here;
    excess = bytes - here;
  }

  /**
   * Reads more; to be called when {@link #step} returned false. Blocks until something came.
   *
   * @return false at the end
   * @throws MalformedInput when the capture ends within a record, or its compression is damaged
   */
  boolean fill() throws IOException, MalformedInput {
    if (broken || ended) {
      return false;
    }
    makeRoom();
    int count = read();
    if (count < 0) {
      return end();
    }
    to += count;
    filled = to;
    pass(excess);
    return true;
  }

  /** Moves what is left to the front; of a buffer that was full, to the front of a larger one. */
  private void makeRoom() {
    boolean full = to == buffer.length && to < BUFFER;
    var target = full ? new byte[Math.min(BUFFER, 2 * to)] : buffer;
    System.arraycopy(buffer, at, target, 0, to - at);
    buffer = target;
    to -= at;
    filled = to;
    at = 0;
  }

  private int read() throws IOException, MalformedInput {
    try {
      return in.read(buffer, to, buffer.length - to);
    } catch (Unpacked.Damaged _) {
      broken = true;
      throw damaged();
    }
  }

  private boolean end() throws MalformedInput {
    ended = true;
    int rest = to - at;
    cutAt = position;
    to = at;
    position += rest;
    if (rest > 0 || excess > 0) {
      throw new MalformedInput(
          format == null ? "neither pcap nor pcapng" : "cut after " + rest + " bytes of a record");
    }
    return false;
  }

  private static MalformedInput damaged() {
    return new MalformedInput("compressed data damaged or cut");
  }

  /**
   * Steps over all whole records that the buffer holds and whose frames are read in the same way,
   * and gives the buffer away for {@code fresh}, into which what follows is moved.
   *
   * @return the stretch, or null when more must be read first
   */
  @Nullable Stretch stretch(byte[] fresh) throws MalformedInput {
    Format reading = null;
    MalformedInput fault = null;
    int from = at;
    int until = at;
    long begin = position;
    try {
      while (step()) {
        if (reading == null && cursor.content != Cursor.Content.OTHER) {
          reading = known().snapshot();
          from = at - (int) cursor.size;
          begin = position - cursor.size;
        } else if (reading != null && !reading.agrees(known())) {
          break;
        }
        until = at;
      }
    } catch (MalformedInput e) {
      fault = e;
    }
    if (reading == null) {
      if (fault != null) {
        throw fault;
      }
      return null;
    }
    var stretch = new Stretch(buffer, from, until, begin, reading, fault);
    System.arraycopy(buffer, at, fresh, 0, to - at);
    buffer = fresh;
    to -= at;
    at = 0;
    return stretch;
  }

  private Format known() {
    return Objects.requireNonNull(format);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
