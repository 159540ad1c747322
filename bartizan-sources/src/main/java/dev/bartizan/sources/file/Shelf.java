package dev.bartizan.sources.file;

import java.util.ArrayList;
import java.util.List;

/** The bookmarks of a source's files, by age; as text a header and a line for each. */
final class Shelf {
  private static final String HEADER = "files 1 ";

  private final List<Bookmark> bookmarks;
  private final long made;
  private volatile String text = "";

  /**
   * A shelf.
   *
   * @param made when, microseconds since the epoch
   */
  Shelf(List<Bookmark> bookmarks, long made) {
    this.bookmarks = bookmarks;
    this.made = made;
  }

  List<Bookmark> bookmarks() {
    return bookmarks;
  }

  /** When it was made, microseconds since the epoch. */
  long made() {
    return made;
  }

  /** The text; made when first asked for. */
  String encode() {
    if (text.isEmpty()) {
      var lines = new StringBuilder(HEADER).append(made);
      for (var bookmark : bookmarks) {
        lines.append('\n').append(bookmark.encode());
      }
      text = lines.toString();
    }
    return text;
  }

  /**
   * The shelf that a text holds.
   *
   * @throws IllegalArgumentException when {@link #encode} did not write it
   */
  static Shelf decode(String text) {
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith(HEADER)) {
      throw new IllegalArgumentException("no position of followed files");
    }
    var bookmarks = new ArrayList<Bookmark>(lines.size());
    for (var line : lines.subList(1, lines.size())) {
      bookmarks.add(Bookmark.decode(line));
    }
    return new Shelf(bookmarks, Long.parseLong(lines.getFirst().substring(HEADER.length())));
  }
}
