package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.MalformedInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A capture that several threads read by turns, a stretch at a time. */
final class Turns {
  private final CaptureReader reader;
  private long number;
  private boolean ended;

  Turns(CaptureReader reader) {
    this.reader = reader;
  }

  /**
   * One stretch.
   *
   * @param number of the turn: 0, 1, 2 ...
   * @param stretch null when the capture has ended
   * @param fault why it ended, or null when nothing is wrong
   */
  record Turn(long number, @Nullable Stretch stretch, Emission.@Nullable Malformed fault) {}

  /** Reads the next stretch; {@code spare} takes the place of the buffer that is given away. */
  synchronized Turn take(byte[] spare) throws IOException {
    Emission.Malformed fault = null;
    try {
      while (!ended) {
        var stretch = reader.stretch(spare);
        if (stretch != null) {
          return new Turn(number++, stretch, null);
        }
        ended = !reader.fill();
      }
    } catch (MalformedInput e) {
      ended = true;
      fault = reader.malformed(e, reader.position());
    }
    return new Turn(number++, null, fault);
  }
}
