package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.PacketDecoder;
import java.util.HexFormat;

/** What the records of a capture are worth to the pipeline. For one thread. */
final class Frames {
  private static final int SAMPLE = 96;

  private final PacketDecoder decoder;
  private long lastTime = -1;

  Frames(PacketDecoder decoder) {
    this.decoder = decoder;
  }

  /** Time of the latest event, or -1. */
  long lastTime() {
    return lastTime;
  }

  /**
   * What comes of the frame under the cursor.
   *
   * @param position of the record's end in the capture
   */
  Emission frame(byte[] buffer, Cursor cursor, long position) {
    try {
      var decoded =
          decoder.decode(
              cursor.linkType,
              cursor.time,
              buffer,
              cursor.offset,
              cursor.length,
              cursor.originalLength);
      if (decoded instanceof Event event) {
        lastTime = event.head().time();
      }
      return decoded;
    } catch (MalformedInput e) {
      return malformed(e, position - cursor.size, buffer, cursor.offset, cursor.length);
    }
  }

  /** What comes of word that frames were lost. */
  Emission loss(Cursor cursor) {
    long time = Math.max(0, lastTime);
    return new Emission.Gap(
        time, time, cursor.lost, -1, "the program that made the capture dropped frames");
  }

  static Emission.Malformed malformed(
      MalformedInput fault, long position, byte[] bytes, int offset, int length) {
    var sample = HexFormat.of().formatHex(bytes, offset, offset + Math.min(length, SAMPLE));
    return new Emission.Malformed(String.valueOf(fault.getMessage()), "byte " + position, sample);
  }
}
