package dev.bartizan.app.cli;

import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.query.Query;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where verbs read from: the daemon while it runs, else the store itself. Used by one thread. */
interface Reader extends AutoCloseable {
  /**
   * Which events.
   *
   * @param text the query as typed
   * @param query the same, parsed
   * @param from microseconds since the epoch, included
   * @param to microseconds since the epoch, excluded
   * @param limit how many at most
   */
  record Ask(
      String text,
      Query query,
      long from,
      long to,
      int limit,
      boolean oldestFirst,
      boolean withRaw) {}

  /** Takes events in order. */
  @FunctionalInterface
  interface Taker {
    /** Takes one, with its raw record where it was asked for and is kept. */
    void take(StoredEvent stored, byte @Nullable [] raw);
  }

  /** Hands over the events asked for; returns how many. */
  long events(Ask ask, Taker taker) throws Exception;

  /** What is known about an address or network, as the API's JSON; empty when never seen. */
  Optional<Map<String, Object>> address(String address) throws Exception;

  /** How the installation is, as the API's JSON: {@code status} and {@code sources}. */
  Map<String, Object> status() throws Exception;

  @Override
  void close();
}
