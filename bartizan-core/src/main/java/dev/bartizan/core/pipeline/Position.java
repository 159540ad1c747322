package dev.bartizan.core.pipeline;

/**
 * How far a source has read. Immutable. Only the last one of a batch is encoded and stored, so
 * making one should be cheap.
 */
@FunctionalInterface
public interface Position {
  /**
   * The position as text that only its source understands; called on the pipeline's thread, does no
   * I/O.
   */
  String encode();
}
