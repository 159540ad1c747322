package dev.bartizan.store;

import dev.bartizan.core.pipeline.Counts;
import dev.bartizan.core.pipeline.Progress;
import dev.bartizan.core.store.SourceState;

/** What a source's state becomes by the progress of a batch. */
final class SourceStates {
  private SourceStates() {}

  static SourceState first(Progress progress) {
    return plus(new SourceState(null, Counts.NONE, null, java.util.Map.of(), -1), progress);
  }

  static SourceState plus(SourceState old, Progress more) {
    return new SourceState(
        more.position() == null ? old.position() : more.position(),
        old.counts().plus(more.counts()),
        more.lastMalformed() == null ? old.lastMalformed() : more.lastMalformed(),
        more.measured().isEmpty() ? old.measured() : java.util.Map.copyOf(more.measured()),
        Math.max(old.lastEventTime(), more.lastEventTime()));
  }
}
