package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/**
 * An intrusion detection system raised an alert or saw an anomaly.
 *
 * @param flowId as the system prints it, to join with its other records
 * @param app application protocol
 */
public record AlertRaised(
    Head head, Signature signature, @Nullable String flowId, @Nullable String app)
    implements Event {
  @Override
  public AlertRaised with(Head other) {
    return new AlertRaised(other, signature, flowId, app);
  }

  /**
   * What fired. Severity 1 is the worst, as Suricata counts; numbers are -1 where the record has
   * none.
   */
  public record Signature(
      String text, @Nullable String category, int severity, long sid, long gid, int rev) {}
}
