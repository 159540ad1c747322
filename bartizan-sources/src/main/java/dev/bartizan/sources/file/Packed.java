package dev.bartizan.sources.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A compressed file. Reading backwards begins anew. */
final class Packed implements Content {
  private final FileChannel channel;
  private final Packing packing;
  private Raw raw;
  private @Nullable InputStream in;
  private long position;

  Packed(FileChannel channel, Packing packing) {
    this.channel = channel;
    this.packing = packing;
    this.raw = new Raw(channel);
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) throws IOException {
    try {
      var stream = at(at);
      int read = position < at ? 0 : stream.readNBytes(into, offset, length);
      position += read;
      return read;
    } catch (IOException e) {
      throw raw.failed ? e : new BrokenPacking(packing, e);
    } catch (RuntimeException e) {
      throw new BrokenPacking(packing, e);
    }
  }

  private InputStream at(long at) throws IOException {
    if (in == null || at < position) {
      raw = new Raw(channel);
      in = packing.unpack(raw);
      position = 0;
    }
    while (position < at) {
      long skipped = in.skip(at - position);
      if (skipped <= 0 && in.read() < 0) {
        break;
      }
      position += Math.max(skipped, 1);
    }
    return in;
  }

  /** The size that a single gzip member under 4 GiB ends with; -1 for all others. */
  @Override
  public long size() throws IOException {
    if (packing != Packing.GZIP || channel.size() < 18) {
      return -1;
    }
    var last = ByteBuffer.allocate(4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    channel.read(last, channel.size() - 4);
    return Integer.toUnsignedLong(last.getInt(0));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The channel's bytes from the start, whoever else reads it. */
  private static final class Raw extends InputStream {
    private final FileChannel channel;
    private long at;
    private boolean failed;

    Raw(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      failed = true;
      int read = channel.read(ByteBuffer.wrap(into, offset, length), at);
      failed = false;
      at += Math.max(read, 0);
      return read;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, channel.size() - at);
    }
  }
}
