package dev.bartizan.sources.pcap;

import dev.bartizan.core.pipeline.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which capture a position belongs to: a hash of the file's first bytes, whatever its name and
 * place. The text of a position is the hash, how many bytes it covers, and the offset in the
 * decompressed capture.
 */
record CaptureIdentity(String hash, int covered) {
  private static final int MOST = 1024;

  /** How far a capture has been read. */
  record At(CaptureIdentity identity, long offset) implements Position {
    @Override
    public String encode() {
      return identity.hash + " " + identity.covered + " " + offset;
    }
  }

  static CaptureIdentity of(Path file) throws IOException {
    return of(head(file, MOST));
  }

  private static CaptureIdentity of(byte[] head) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(head);
      return new CaptureIdentity(HexFormat.of().formatHex(digest, 0, 8), head.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] head(Path file, int most) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  /** The offset in the text of a position; 0 when it is that of another capture. */
  long offset(@Nullable String position) {
    var parts = position == null ? new String[0] : position.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals(hash) || !parts[1].equals("" + covered)) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(parts[2]));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
