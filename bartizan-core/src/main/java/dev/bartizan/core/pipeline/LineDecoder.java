package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Decoded;

/**
 * Makes an event of a line. Pure but for caches; one instance serves one thread. Three outcomes: an
 * event, not of interest, malformed.
 */
@FunctionalInterface
public interface LineDecoder {
  /**
   * Decodes one line. A cut line gives an event flagged {@link dev.bartizan.core.event.Flag#CUT}
   * when the fields that matter could be read.
   *
   * @throws MalformedInput when the line is not what the feed should hold
   */
  Decoded decode(Line line) throws MalformedInput;
}
