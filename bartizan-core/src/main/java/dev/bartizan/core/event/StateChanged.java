package dev.bartizan.core.event;

import dev.bartizan.core.net.Endpoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A firewall's state table changed (pfsync, conntrack). The head's endpoints are the original ones,
 * before translation.
 *
 * @param nat the endpoints after translation; equal to the head's where none took place
 */
public record StateChanged(Head head, State state, Translation nat, Counters counters, Span span)
    implements Event {
  @Override
  public StateChanged with(Head other) {
    return new StateChanged(other, state, nat, counters, span);
  }

  /** What happened to the state. */
  public enum Change {
    CREATED,
    UPDATED,
    DELETED,
    CLEARED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, queries and columns. */
    public String text() {
      return text;
    }
  }

  /**
   * Which state.
   *
   * @param id as the firewall's own tool prints it
   * @param creator as the firewall's own tool prints it
   */
  public record State(Change change, @Nullable String id, @Nullable String creator, Rule rule) {}

  /** The endpoints after translation; {@link Endpoint#NONE} where the record has no addresses. */
  public record Translation(Endpoint src, Endpoint dst) {
    /** Nothing known. */
    public static final Translation UNKNOWN = new Translation(Endpoint.NONE, Endpoint.NONE);
  }
}
