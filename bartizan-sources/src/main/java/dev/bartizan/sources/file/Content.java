package dev.bartizan.sources.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one open file, unpacked. Stays with its file whatever becomes of the name. */
sealed interface Content extends Closeable permits Content.Plain, Packed {
  /**
   * Reads from a place on as much as fits or is there.
   *
   * @return how many bytes; 0 at the end
   */
  int read(long at, byte[] into, int offset, int length) throws IOException;

  /** How many bytes there are now; -1 when unknown. */
  long size() throws IOException;

  /** Whether the file may still grow. */
  default boolean grows() {
    return this instanceof Plain;
  }

  /** Whether the bytes that end here are the remembered ones. */
  default boolean has(Print tail, long end) throws IOException {
    var bytes = new byte[tail.length()];
    return tail.length() == 0
        || (end >= tail.length()
            && read(end - tail.length(), bytes, 0, bytes.length) == bytes.length
            && Print.of(0, bytes, 0, bytes.length).equals(tail));
  }

  /** A file as it is. */
  record Plain(FileChannel channel) implements Content {
    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
      var buffer = ByteBuffer.wrap(into, offset, length);
      while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position() - offset) > 0) {}
      return buffer.position() - offset;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
