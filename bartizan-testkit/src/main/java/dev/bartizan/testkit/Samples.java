package dev.bartizan.testkit;

import dev.bartizan.core.event.Origin;
import dev.bartizan.core.net.Address;
import java.time.Instant;
import java.util.List;

/** Who appears in every test; all in documentation address space. */
public final class Samples {
  /** Somebody who scans (RFC 5737). */
  public static final Address SCANNER = Address.of("203.0.113.7");

  /** Somebody who scans (RFC 3849). */
  public static final Address SCANNER_V6 = Address.of("2001:db8::7");

  /** Somebody with ordinary business. */
  public static final Address VISITOR = Address.of("198.51.100.23");

  /** The server that is watched. */
  public static final Address SERVER = Address.of("192.0.2.10");

  /** The server that is watched. */
  public static final Address SERVER_V6 = Address.of("2001:db8:10::80");

  /** A time at which things happen. */
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** {@link #NOON} in microseconds since the epoch. */
  public static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000;

  /** One second in microseconds. */
  public static final long SECOND = 1_000_000;

  /** One day in microseconds. */
  public static final long DAY = 86_400 * SECOND;

  /** Sees packets and states. */
  public static final Origin FIREWALL = new Origin("tower", "pflog");

  /** Serves requests. */
  public static final Origin WEB = new Origin("tower", "caddy");

  /** Raises alerts and observes flows. */
  public static final Origin IDS = new Origin("tower", "eve");

  /** Is touched by those who have no business. */
  public static final Origin TRAP = new Origin("gate", "honeypot");

  /** All that see events. */
  public static final List<Origin> ORIGINS = List.of(FIREWALL, WEB, IDS, TRAP);

  private Samples() {}
}
