package dev.bartizan.sources.json;

import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.MalformedInput;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What all decoders of JSON lines are told.
 *
 * @param origin of the events
 * @param keepRaw whether events carry the line as it came
 * @param clock for records without a usable time; without one these are malformed
 */
public record Reading(Origin origin, boolean keepRaw, @Nullable InstantSource clock) {
  /** The time of reading in microseconds since the epoch. */
  public long now() throws MalformedInput {
    if (clock == null) {
      throw new MalformedInput("no usable time");
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /** The rest of an event. */
  public Extra extra(int flags, @Nullable String detail, Line line) {
    var raw = keepRaw ? Raw.line(line.bytes(), line.offset(), line.length()) : null;
    return Extra.of(flags, detail, raw);
  }
}
