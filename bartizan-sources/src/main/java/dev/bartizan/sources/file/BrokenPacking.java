package dev.bartizan.sources.file;

import java.io.IOException;

/** A compressed file that cannot be unpacked: cut short, not finished, or damaged. */
final class BrokenPacking extends IOException {
  private static final long serialVersionUID = 1;

  BrokenPacking(Packing packing, Exception cause) {
    super("cannot unpack " + packing.text() + ": " + cause.getMessage(), cause);
  }
}
