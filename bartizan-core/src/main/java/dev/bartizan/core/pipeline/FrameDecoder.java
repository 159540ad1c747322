package dev.bartizan.core.pipeline;

import dev.bartizan.core.event.Decoded;
import java.util.function.Consumer;

/** Makes events of a frame. Pure but for caches; one instance serves one thread. */
@FunctionalInterface
public interface FrameDecoder {
  /**
   * Decodes one frame; what was readable before a fault has been given to {@code out} when this
   * throws.
   *
   * @throws MalformedInput when the rest of the frame cannot be read
   */
  void decode(Frame frame, Consumer<? super Decoded> out) throws MalformedInput;
}
