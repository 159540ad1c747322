package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Emission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes everything on and remembers the last position that was taken. */
final class Remembering implements Emitter {
  private final Emitter out;
  private volatile @Nullable Position last;
  private volatile boolean moved;

  Remembering(Emitter out) {
    this.out = out;
  }

  /** The last position handed over, encoded; null when there was none. */
  @Nullable String last() {
    var position = last;
    return position == null ? null : position.encode();
  }

  /** Whether anything was handed over since this was last asked. */
  boolean moved() {
    boolean was = moved;
    moved = false;
    return was;
  }

  @Override
  public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
      throws InterruptedException {
    out.emit(emissions, bytes, after);
    reached(after);
  }

  @Override
  public void emit(
      List<? extends Emission> emissions, int bytes, long skipped, @Nullable Position after)
      throws InterruptedException {
    out.emit(emissions, bytes, skipped, after);
    reached(after);
  }

  @Override
  public boolean offer(List<? extends Emission> emissions, int bytes) {
    moved = true;
    return out.offer(emissions, bytes);
  }

  @Override
  public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
    out.skipped(bytes, after);
    reached(after);
  }

  private void reached(@Nullable Position after) {
    moved = true;
    if (after != null) {
      last = after;
    }
  }
}
