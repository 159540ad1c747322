package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what one batch brings for one source. Used by the pipeline's thread only. */
final class Tally {
  private final List<Emission.Gap> gaps = new ArrayList<>();
  private @Nullable Position position;
  private Emission.@Nullable Malformed lastMalformed;
  private Map<String, Long> measured = Map.of();
  private long lastEventTime = -1;
  private long events;
  private long ignored;
  private long measures;
  private long malformed;
  private long dropped;
  private long bytesRead;
  private long bytesSkipped;

  void add(Emission emission, List<Event> into) {
    switch (emission) {
      case Event event -> {
        events++;
        lastEventTime = Math.max(lastEventTime, event.head().time());
        into.add(event);
      }
      case Decoded.Ignored _ -> ignored++;
      case Decoded.Measured counters -> {
        measures++;
        measured = counters.counters();
      }
      case Emission.Malformed input -> {
        malformed++;
        lastMalformed = input;
      }
      case Emission.Gap gap -> {
        gaps.add(gap);
        bytesSkipped += Math.max(0, gap.bytes());
      }
    }
  }

  void reached(int bytes, @Nullable Position after) {
    bytesRead += bytes;
    position = after == null ? position : after;
  }

  void skipped(long bytes) {
    bytesSkipped += bytes;
  }

  void dropped(long records) {
    dropped += records;
  }

  Progress progress() {
    long received = events + ignored + measures + malformed + dropped;
    var counts =
        new Counts(
            received,
            events,
            ignored,
            measures,
            malformed,
            dropped,
            gaps.size(),
            bytesRead,
            bytesSkipped);
    var encoded = position == null ? null : position.encode();
    return new Progress(encoded, counts, List.copyOf(gaps), lastMalformed, measured, lastEventTime);
  }
}
