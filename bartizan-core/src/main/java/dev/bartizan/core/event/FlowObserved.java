package dev.bartizan.core.event;

import org.jspecify.annotations.Nullable;

/**
 * A conversation, or a message in it, that a monitor understood: Suricata's flow, dns, tls and ssh
 * records.
 */
public record FlowObserved(Head head, Flow flow, Layer layer, Counters counters, Span span)
    implements Event {
  @Override
  public FlowObserved with(Head other) {
    return new FlowObserved(other, flow, layer, counters, span);
  }

  /**
   * Which flow.
   *
   * @param type of the record: {@code flow}, {@code dns}, {@code tls}, {@code ssh} ...
   * @param id as the monitor prints it, to join with its other records
   * @param app application protocol
   * @param state such as {@code closed} or {@code established}
   */
  public record Flow(
      String type, @Nullable String id, @Nullable String app, @Nullable String state) {}

  /** What was understood above the transport. */
  public sealed interface Layer {}

  /** Nothing, or nothing with fields of its own. */
  public record Plain() implements Layer {
    /** The one instance needed. */
    public static final Plain PLAIN = new Plain();
  }

  /** DNS: the first question and the answer's code. */
  public record Dns(@Nullable String query, @Nullable String type, @Nullable String rcode)
      implements Layer {}

  /** TLS: the handshake. */
  public record Tls(
      @Nullable String sni,
      @Nullable String version,
      @Nullable String subject,
      @Nullable String ja3,
      @Nullable String ja4)
      implements Layer {}

  /** SSH: the banners. */
  public record Ssh(@Nullable String client, @Nullable String server) implements Layer {}
}
