package dev.bartizan.sources.file;

import java.util.ArrayList;
import java.util.List;

/** The bookmarks of a source's files, by age; as text a header and a line for each. */
final class Shelf {
  private static final String HEADER = "files 1";

  private final List<Bookmark> bookmarks;
  private volatile String text = "";

  Shelf(List<Bookmark> bookmarks) {
    this.bookmarks = bookmarks;
  }

  /** The text; made when first asked for. */
  String encode() {
    if (text.isEmpty()) {
      var lines = new StringBuilder(HEADER);
      for (var bookmark : bookmarks) {
        lines.append('\n').append(bookmark.encode());
      }
      text = lines.toString();
    }
    return text;
  }

  /**
   * The bookmarks in a text.
   *
   * @throws IllegalArgumentException when {@link #encode} did not write it
   */
  static List<Bookmark> decode(String text) {
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw new IllegalArgumentException("no position of followed files");
    }
    var bookmarks = new ArrayList<Bookmark>(lines.size());
    for (var line : lines.subList(1, lines.size())) {
      bookmarks.add(Bookmark.decode(line));
    }
    return bookmarks;
  }
}
