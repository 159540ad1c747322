package dev.bartizan.sources.file;

import dev.bartizan.core.pipeline.Position;

/**
 * A place in one file while all others stay where they are. Small, for there is one per line.
 *
 * @param others the bookmarks of the other files
 * @param file this file's bookmark before
 * @param offset how far this file is read now
 * @param tail print of the bytes before the offset
 * @param skipped bytes before the offset that no record took
 */
record Place(Shelf others, Bookmark file, long offset, Print tail, long skipped)
    implements Position {
  @Override
  public String encode() {
    var now =
        new Bookmark(
            file.stage(),
            file.id(),
            file.head(),
            offset,
            tail,
            skipped,
            Math.max(offset, file.size()),
            file.whole(),
            file.gone(),
            file.path());
    return others.encode() + '\n' + now.encode();
  }
}
