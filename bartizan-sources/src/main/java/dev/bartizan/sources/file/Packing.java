package dev.bartizan.sources.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a file is compressed; told by its first bytes, never by its name. */
enum Packing {
  NONE,
  GZIP,
  ZSTD;

  /** How many first bytes tell. */
  static final int MAGIC = 4;

  static Packing of(byte[] head, int length) {
    if (length >= 3 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8) {
      return GZIP;
    }
    return length >= MAGIC
            && head[0] == 0x28
            && (head[1] & 0xff) == 0xb5
            && head[2] == 0x2f
            && (head[3] & 0xff) == 0xfd
        ? ZSTD
        : NONE;
  }

  /** Whether the name promises a compressed file. */
  static boolean named(Path path) {
    var name = path.toString();
    return name.endsWith(".gz") || name.endsWith(".zst");
  }

  /** The name of the format, for people. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  InputStream unpack(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, 1 << 16);
      case ZSTD -> new ZstdInputStream(in);
    };
  }
}
