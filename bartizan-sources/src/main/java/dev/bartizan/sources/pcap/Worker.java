package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.MalformedInput;
import java.util.ArrayList;
import java.util.List;

/** Decodes stretches; for one thread at a time. */
final class Worker {
  private final Frames frames;
  private final Cursor cursor = new Cursor();
  private byte[] spare = new byte[CaptureReader.BUFFER];

  Worker(Frames frames) {
    this.frames = frames;
  }

  /** A buffer that nobody uses. */
  byte[] spare() {
    return spare;
  }

  /** Reads a stretch, for which {@link #spare} was given away, and keeps its buffer instead. */
  List<Emission> read(Stretch stretch) throws MalformedInput {
    byte[] bytes = stretch.bytes();
    spare = bytes.length == CaptureReader.BUFFER ? bytes : new byte[CaptureReader.BUFFER];
    var made = new ArrayList<Emission>(8192);
    int at = stretch.from();
    long position = stretch.position();
    while (stretch.format().step(bytes, at, stretch.until(), cursor)) {
      at += (int) cursor.size;
      position += cursor.size;
      switch (cursor.content) {
        case FRAME -> made.add(frames.frame(bytes, cursor, position));
        case LOSS -> made.add(frames.loss(cursor));
        case OTHER -> {
          // nothing that anybody waits for
        }
      }
    }
    var fault = stretch.fault();
    if (fault != null) {
      made.add(Frames.malformed(fault, position, new byte[0], 0, 0));
    }
    return made;
  }
}
