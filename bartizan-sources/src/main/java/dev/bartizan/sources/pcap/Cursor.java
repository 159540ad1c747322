package dev.bartizan.sources.pcap;

/** The record that a format stands on; filled anew at each step. */
final class Cursor {
  /** What a record is. */
  enum Content {
    /** A captured frame; all fields hold. */
    FRAME,
    /** Word of frames that the capturing program lost; {@link #lost} holds. */
    LOSS,
    /** Anything else; {@link #size} holds. */
    OTHER
  }

  Content content = Content.OTHER;

  /** Bytes of the whole record; may go beyond the buffer when the content is {@code OTHER}. */
  long size;

  int linkType;

  /** Microseconds since the epoch, or -1. */
  long time;

  /** Where the frame stands in the buffer. */
  int offset;

  int length;
  int originalLength;
  long lost;

  /** Says that it is a frame; the reference is written only when it changes, which is cheaper. */
  void frame() {
    if (content != Content.FRAME) {
      content = Content.FRAME;
    }
  }

  void other(long bytes) {
    content = Content.OTHER;
    size = bytes;
  }
}
