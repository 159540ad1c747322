package dev.bartizan.core.pipeline;

/**
 * The books of one source: {@code received == events + ignored + measured + malformed + dropped},
 * always.
 *
 * @param received records that came in, and those known to have been dropped
 * @param events passed on
 * @param ignored well formed and of no interest
 * @param measured records about the feed's own health
 * @param malformed refused by the decoder
 * @param dropped because the pipeline was full
 * @param gaps stretches of input known to be missing
 * @param bytesRead of input that the records took
 * @param bytesSkipped of input passed over or known to be missing
 */
public record Counts(
    long received,
    long events,
    long ignored,
    long measured,
    long malformed,
    long dropped,
    long gaps,
    long bytesRead,
    long bytesSkipped) {
  /** Nothing yet. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Counts plus(Counts more) {
    return new Counts(
        received + more.received,
        events + more.events,
        ignored + more.ignored,
        measured + more.measured,
        malformed + more.malformed,
        dropped + more.dropped,
        gaps + more.gaps,
        bytesRead + more.bytesRead,
        bytesSkipped + more.bytesSkipped);
  }

  /** Whether each record is accounted for. */
  public boolean balances() {
    return received == events + ignored + measured + malformed + dropped;
  }
}
