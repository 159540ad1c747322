package dev.bartizan.sources.pcap;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A stream behind its compression, which is told by content: gzip, Zstandard or none. */
final class Unpacked extends InputStream {
  private static final int GZIP = 0x1f8b;
  private static final int ZSTANDARD = 0x28b5_2ffd;

  private final InputStream in;
  private final boolean compressed;

  /** The compressed data are damaged or cut. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(Throwable cause) {
      super(cause);
    }
  }

  private Unpacked(InputStream in, boolean compressed) {
    this.in = in;
    this.compressed = compressed;
  }

  static Unpacked of(InputStream in) throws IOException {
    var head = new byte[4];
    var back = new PushbackInputStream(in, head.length);
    int count = back.readNBytes(head, 0, head.length);
    back.unread(head, 0, count);
    int magic = Order.i32(head, 0, true);
    try {
      if (count == 4 && magic >>> 16 == GZIP) {
        return new Unpacked(new GZIPInputStream(back, 65_536), true);
      }
    } catch (ZipException | EOFException e) {
      throw new Damaged(e);
    }
    return count == 4 && magic == ZSTANDARD
        ? new Unpacked(new ZstdInputStream(back), true)
        : new Unpacked(back, false);
  }

  boolean compressed() {
    return compressed;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!compressed) {
      return in.read(bytes, offset, length);
    }
    try {
      return in.read(bytes, offset, length);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new Damaged(e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
