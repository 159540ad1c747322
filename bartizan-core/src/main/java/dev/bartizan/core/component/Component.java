package dev.bartizan.core.component;

/**
 * A part of the running program. Construction does no I/O; {@link #check} may, and is safe to call
 * often from any thread; {@link #close} releases what the part opened, may be called twice and does
 * not throw.
 */
public interface Component extends AutoCloseable {
  /** A short name, unique among the running parts. */
  String name();

  /** How it is. May touch the disk or the network; returns within a few seconds. */
  default Health check() {
    return new Health.Up();
  }

  @Override
  default void close() {}
}
