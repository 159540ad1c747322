package dev.bartizan.sources.file;

import dev.bartizan.sources.file.Bookmark.Stage;
import java.io.IOException;

/** Whether an open file is one that is known, whatever its name and inode. */
final class Likeness {
  /** Fewer first bytes than this say nothing by themselves. */
  private static final int TELLING = 64;

  private Likeness() {}

  /** Whether the file holds all that was read of the known one; more may follow. */
  static boolean continues(Track known, Opened.Ready file) throws IOException {
    long size = file.content().size();
    return file.head().begins(known.print)
        && (!file.content().grows() || size >= known.offset)
        && (atItsEnd(known, file) || holds(known, file));
  }

  private static boolean holds(Track known, Opened.Ready file) throws IOException {
    try {
      return file.content().has(known.tail, known.offset);
    } catch (BrokenPacking _) {
      return false;
    }
  }

  /** Whether nothing follows what was read of the known file. */
  static boolean atItsEnd(Track known, Opened.Ready file) throws IOException {
    return known.offset > 0 && file.content().size() == known.offset;
  }

  /** The same, and not by chance: for files that no inode tells. */
  static boolean copied(Track known, Opened.Ready file, boolean live) throws IOException {
    return known.offset > 0
        && known.print.length() >= (live ? TELLING : 1)
        && continues(known, file);
  }

  /** Whether the file holds a part of what was read of the known one, and nothing else. */
  static boolean prefix(Track known, Opened.Ready file) throws IOException {
    return known.stage != Stage.DONE
        && known.print.length() > 0
        && file.head().begins(known.print)
        && ends(file.content(), known.offset);
  }

  private static boolean ends(Content content, long before) throws IOException {
    try {
      return content.size() >= 0
          ? content.size() < before
          : content.read(before - 1, new byte[1], 0, 1) == 0;
    } catch (BrokenPacking _) {
      return false;
    }
  }

  /** Whether the file is one that is only known so as not to be read. */
  static boolean done(Track known, Opened.Ready file) {
    return known.stage == Stage.DONE
        && known.print.length() == file.head().bytes().length
        && file.head().begins(known.print);
  }

  /** Whether the file begins like the known one, of which it may be a copy in the making. */
  static boolean resembles(Track known, Opened.Ready file, boolean complete) {
    return known.head.common(file.head()) >= (complete ? TELLING : 1);
  }
}
