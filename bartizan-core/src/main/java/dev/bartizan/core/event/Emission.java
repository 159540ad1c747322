package dev.bartizan.core.event;

/** What a source hands to the pipeline; each one is counted in the source's books. */
public sealed interface Emission permits Decoded, Emission.Malformed, Emission.Gap {
  /**
   * Input that could not be decoded.
   *
   * @param why what was wrong, for people
   * @param where position in the feed, for people
   * @param sample the start of the input, printable, at most 200 characters
   */
  record Malformed(String why, String where, String sample) implements Emission {}

  /**
   * Input that is known to be missing.
   *
   * @param from microseconds since the epoch when the gap may have begun
   * @param to microseconds since the epoch when it had ended
   * @param records how many records are missing, or -1 when unknown
   * @param bytes how many bytes are missing, or -1 when unknown
   * @param why what happened, for people
   */
  record Gap(long from, long to, long records, long bytes, String why) implements Emission {}
}
