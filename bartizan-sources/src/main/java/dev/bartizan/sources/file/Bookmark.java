package dev.bartizan.sources.file;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How far one file is read, and by what to know it again.
 *
 * @param stage what to expect of it
 * @param id when it was last open
 * @param head print of its first bytes, as many as were there
 * @param offset how far it is read, in unpacked bytes
 * @param tail print of the bytes before the offset
 * @param skipped bytes before the offset that no record took
 * @param size as last seen
 * @param whole microseconds since the epoch when all that was written had been read
 * @param gone microseconds since the epoch when it was missed, or -1
 * @param path where it was
 */
record Bookmark(
    Stage stage,
    FileId id,
    Print head,
    long offset,
    Print tail,
    long skipped,
    long size,
    long whole,
    long gone,
    String path) {
  /** What to expect of a file. */
  enum Stage {
    /** Stands at the path that is followed: grows. */
    LIVE,
    /** Was rotated a short while ago, or is not yet read to its end. */
    ROTATED,
    /** Read to its end, and quiet for long. */
    SETTLED,
    /** Compressed and read, or there before the first start: only known so as not to be read. */
    DONE
  }

  private static final Pattern COLON = Pattern.compile(":");
  private static final Pattern SPACE = Pattern.compile(" ");

  /** One line, without its line end. */
  String encode() {
    return String.join(
        " ",
        stage.name().substring(0, 1),
        hex(id.dev()),
        hex(id.ino()),
        encode(head),
        Long.toString(offset),
        encode(tail),
        Long.toString(skipped),
        Long.toString(size),
        Long.toString(whole),
        Long.toString(gone),
        path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D"));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when somebody else wrote it
   */
  static Bookmark decode(String line) {
    var parts = SPACE.split(line, 11);
    if (parts.length != 11) {
      throw new IllegalArgumentException("no position of a followed file: " + line);
    }
    return new Bookmark(
        stage(parts[0]),
        new FileId(Long.parseUnsignedLong(parts[1], 16), Long.parseUnsignedLong(parts[2], 16)),
        print(parts[3]),
        Long.parseLong(parts[4]),
        print(parts[5]),
        Long.parseLong(parts[6]),
        Long.parseLong(parts[7]),
        Long.parseLong(parts[8]),
        Long.parseLong(parts[9]),
        parts[10].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"));
  }

  private static Stage stage(String letter) {
    for (var stage : Stage.values()) {
      if (stage.name().startsWith(letter.toUpperCase(Locale.ROOT))) {
        return stage;
      }
    }
    throw new IllegalArgumentException("no stage of a followed file: " + letter);
  }

  private static String hex(long number) {
    return Long.toHexString(number);
  }

  private static String encode(Print print) {
    return print.at() + ":" + print.length() + ":" + hex(print.hash());
  }

  private static Print print(String text) {
    var parts = COLON.split(text, 3);
    return new Print(
        Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseUnsignedLong(parts[2], 16));
  }
}
