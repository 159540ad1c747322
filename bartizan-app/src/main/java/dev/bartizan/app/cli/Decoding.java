package dev.bartizan.app.cli;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Emission;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.pipeline.Emitter;
import dev.bartizan.core.pipeline.Position;
import dev.bartizan.core.query.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the events of a source as they come, and counts what is rejected. One thread. */
final class Decoding implements Emitter {
  private static final int TOLD = 5;

  private final Query query;
  private final Printer printer;
  private final java.util.function.Consumer<String> messages;
  private long left;
  private long rejected;

  Decoding(Query query, Printer printer, long count, java.util.function.Consumer<String> messages) {
    this.query = query;
    this.printer = printer;
    this.left = count;
    this.messages = messages;
  }

  /** How many records could not be decoded. */
  long rejected() {
    return rejected;
  }

  @Override
  public void emit(List<? extends Emission> emissions, int bytes, @Nullable Position after)
      throws InterruptedException {
    for (var emission : emissions) {
      switch (emission) {
        case Event event -> print(event);
        case Emission.Malformed malformed -> rejected(malformed);
        case Emission.Gap gap -> messages.accept("missing: " + gap.why());
        case Decoded.Ignored _, Decoded.Measured _ -> {}
      }
    }
  }

  private void print(Event event) throws InterruptedException {
    if (!query.test(event)) {
      return;
    }
    var raw = event.head().extra().raw();
    printer.print(
        new StoredEvent(0, event), raw == null || raw.linkType() != Raw.LINE ? null : raw.bytes());
    if (--left == 0) {
      throw new InterruptedException();
    }
  }

  private void rejected(Emission.Malformed malformed) {
    if (rejected++ < TOLD) {
      messages.accept(malformed.where() + ": " + malformed.why() + ": " + malformed.sample());
    }
  }

  @Override
  public boolean offer(List<? extends Emission> emissions, int bytes) {
    try {
      emit(emissions, bytes, null);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void skipped(long bytes, @Nullable Position after) {}
}
