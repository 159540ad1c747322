package dev.bartizan.sources.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A look into the beginning of compressed input. */
public final class Unpacking {
  private Unpacking() {}

  /**
   * The first bytes unpacked, at most {@code limit} of them; themselves when they are not
   * compressed. As many as can be had when they are cut or broken.
   */
  public static byte[] head(byte[] head, int limit) {
    var packing = Packing.of(head, head.length);
    if (packing == Packing.NONE) {
      return Arrays.copyOf(head, Math.min(head.length, limit));
    }
    var unpacked = new ByteArrayOutputStream();
    try (var in = packing.unpack(new ByteArrayInputStream(head))) {
      for (int next; unpacked.size() < limit && (next = in.read()) >= 0; ) {
        unpacked.write(next);
      }
    } catch (IOException | RuntimeException _) {
      return unpacked.toByteArray();
    }
    return unpacked.toByteArray();
  }
}
