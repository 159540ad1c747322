package dev.bartizan.core.pipeline;

/**
 * Reads one feed until it ends or the thread is interrupted. Runs on a virtual thread of its own,
 * so blocking is right. A source does not retry, does not log its own failure and does not close
 * {@code out}: it throws, and the {@link Supervisor} restarts it.
 */
@FunctionalInterface
public interface Source {
  /**
   * Reads the feed; returns when it has ended for good.
   *
   * @param resume the last committed position in the form of {@link Position#encode}, or null at
   *     the very first start
   * @param out takes what is read, for as long as this call lasts
   */
  void run(@org.jspecify.annotations.Nullable String resume, Emitter out) throws Exception;
}
