package dev.bartizan.core.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Somebody touched a port where nobody has business. */
public record HoneypotTouched(Head head, Visit visit, Exchange exchange, Tried tried)
    implements Event {
  @Override
  public HoneypotTouched with(Head other) {
    return new HoneypotTouched(other, visit, exchange, tried);
  }

  /** The two events of a visit. */
  public enum Phase {
    OPEN,
    CLOSE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, queries and columns. */
    public String text() {
      return text;
    }
  }

  /**
   * Which visit.
   *
   * @param session joins open and close
   * @param outcome how it ended: {@code closed}, {@code timeout}, {@code refused} ...; null while
   *     open
   */
  public record Visit(Phase phase, String service, String session, @Nullable String outcome) {}

  /**
   * What went over the wire: microseconds, and bytes from the client and to it; -1 when unknown.
   */
  public record Exchange(long micros, long bytesIn, long bytesOut) {
    /** Nothing known. */
    public static final Exchange UNKNOWN = new Exchange(-1, -1, -1);
  }

  /**
   * What the client showed of itself.
   *
   * @param client banner or fingerprint
   */
  public record Tried(@Nullable String user, @Nullable String password, @Nullable String client) {
    /** Nothing known. */
    public static final Tried NOTHING = new Tried(null, null, null);
  }
}
