package dev.bartizan.sources.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What came of opening a file. */
sealed interface Opened {
  /** Open, and its first bytes. */
  record Ready(Content content, Head head) implements Opened {}

  /** Another file stands there by now, or none. */
  record Moved() implements Opened {}

  /** A compressed file whose beginning cannot be unpacked, perhaps not yet. */
  record Unreadable() implements Opened {}

  /** No permission. */
  record Forbidden() implements Opened {}

  /** Opens the file that has this id. */
  static Opened of(Path path, FileId id) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      return new Moved();
    } catch (AccessDeniedException _) {
      return new Forbidden();
    }
    Opened opened = new Moved();
    try {
      var now = Stat.of(path);
      opened = now == null || !now.id().equals(id) ? opened : unpacked(channel, path);
    } finally {
      if (!(opened instanceof Ready)) {
        channel.close();
      }
    }
    return opened;
  }

  private static Opened unpacked(FileChannel channel, Path path) throws IOException {
    var plain = new Content.Plain(channel);
    var magic = new byte[Packing.MAGIC];
    int length = plain.read(0, magic, 0, magic.length);
    var packing = Packing.of(magic, length);
    if (packing == Packing.NONE) {
      return Packing.named(path) ? new Unreadable() : new Ready(plain, Head.of(plain));
    }
    return packed(new Packed(channel, packing));
  }

  private static Opened packed(Packed packed) throws IOException {
    try {
      return new Ready(packed, Head.of(packed));
    } catch (BrokenPacking _) {
      return new Unreadable();
    }
  }
}
