package dev.bartizan.core.event;

import java.util.Map;

/**
 * What a decoder makes of one well-formed record. Malformed input is an exception, not a value of
 * this type.
 */
public sealed interface Decoded extends Emission permits Event, Decoded.Ignored, Decoded.Measured {
  /** Well formed, and of no interest here. */
  record Ignored(String why) implements Decoded {}

  /** The feed's own health: its counters by name (Suricata's stats, for one). */
  record Measured(Map<String, Long> counters) implements Decoded {}
}
