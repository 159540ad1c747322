package dev.bartizan.sources.file;

import java.io.IOException;

/** Where the whole lines of a file end. */
final class LastLine {
  private static final int STEP = 1 << 16;
  private static final int STEPS = 16;

  private LastLine() {}

  /** Behind the last line end; the whole file when there is none near its end. */
  static long end(Content content) throws IOException {
    var bytes = new byte[STEP];
    long size = content.size();
    long to = size;
    for (int step = 0; step < STEPS && to > 0; step++) {
      long from = Math.max(0, to - STEP);
      int length = content.read(from, bytes, 0, (int) (to - from));
      int newline = Newline.last(bytes, 0, length);
      if (newline >= 0) {
        return from + newline + 1;
      }
      to = from;
    }
    return to == 0 ? 0 : size;
  }

  /** The print of the bytes before a place. */
  static Print before(Content content, long end) throws IOException {
    var bytes = new byte[(int) Math.min(end, Print.TAIL)];
    int length = content.read(end - bytes.length, bytes, 0, bytes.length);
    return Print.before(bytes, length);
  }
}
