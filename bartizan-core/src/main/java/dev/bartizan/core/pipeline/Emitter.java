package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Emission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a source puts what it read; one per source, used by that source's thread. Each call is
 * counted in the source's books.
 */
public interface Emitter {
  /**
   * Hands over what came of one record; blocks while the pipeline is full.
   *
   * @param bytes of input that the record took, its line end included
   * @param after how far the source has read with this record; null for feeds that cannot be read
   *     again
   * @throws InterruptedException when the source is to stop
   */
  default void emit(Emission emission, int bytes, @Nullable Position after)
      throws InterruptedException {
    emit(List.of(emission), bytes, after);
  }

  /**
   * Hands over all that came of one record (a frame with many states): it is committed as a whole.
   * Blocks while the pipeline is full.
   */
  void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
      throws InterruptedException;

  /**
   * The same for a record that was not taken whole, in one: its {@code bytes} count as read and
   * {@code skipped} more as passed over.
   */
  default void emit(
      List<? extends Emission> emissions, int bytes, long skipped, @Nullable Position after)
      throws InterruptedException {
    skipped(skipped, null);
    emit(emissions, bytes, after);
  }

  /**
   * For feeds that cannot wait: hands over, or counts as dropped when the pipeline is full. Never
   * blocks.
   *
   * @return whether it was taken
   */
  boolean offer(List<? extends Emission> emissions, int bytes);

  /**
   * Bytes of the feed that were passed over without being read as records, and how far the source
   * has come with them.
   */
  void skipped(long bytes, @Nullable Position after) throws InterruptedException;
}
