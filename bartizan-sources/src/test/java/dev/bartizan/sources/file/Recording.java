package dev.bartizan.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a follower hands over. */
final class Recording implements Emitter {
  /** What came of lines: their text. */
  final List<String> lines = new ArrayList<>();

  final List<Emission.Gap> gaps = new ArrayList<>();
  final List<Emission.Malformed> malformed = new ArrayList<>();

  /** After each call, how far it was. */
  final List<@Nullable Position> positions = new ArrayList<>();

  /** After each call, how many lines had come. */
  final List<Integer> counts = new ArrayList<>();

  long read;
  long skipped;

  @Override
  public synchronized void emit(
      List<? extends Emission> emissions, int bytes, @Nullable Position after)
      throws InterruptedException {
    emit(emissions, bytes, 0, after);
  }

  @Override
  public synchronized void emit(
      List<? extends Emission> emissions, int bytes, long passed, @Nullable Position after)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    for (var emission : emissions) {
      switch (emission) {
        case Decoded.Ignored text -> lines.add(text.why());
        case Emission.Gap gap -> gaps.add(gap);
        case Emission.Malformed input -> malformed.add(input);
        case Decoded other -> throw new AssertionError(other);
      }
    }
    read += bytes;
    skipped += passed;
    positions.add(after);
    counts.add(lines.size());
    notifyAll();
  }

  @Override
  public boolean offer(List<? extends Emission> emissions, int bytes) {
    throw new AssertionError("a file can wait");
  }

  @Override
  public void skipped(long bytes, @Nullable Position after) throws InterruptedException {
    emit(List.of(), 0, bytes, after);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The last position, encoded. */
  synchronized String last() {
    var last = positions.getLast();
    assertThat(last).as("a position").isNotNull();
    return last == null ? "" : last.encode();
  }
}
