package dev.bartizan.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a source is at present; its books are in the store.
 *
 * @param name unique among the sources, as in events
 * @param type such as {@code caddy} or {@code eve}
 * @param why the last failure, or why it stopped; null when there is nothing to say
 * @param files that it follows; empty when it follows none
 */
public record SourceStatus(
    String name, String type, State state, @Nullable String why, List<FileStatus> files) {
  /** What it does. */
  public enum State {
    /** Reads. */
    RUNNING,
    /** Waits for its input to appear. */
    WAITING,
    /** Failed and will be started again. */
    RESTARTING,
    /** Has ended for good. */
    STOPPED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    public String text() {
      return text;
    }
  }

  /**
   * A file that a source follows; bytes.
   *
   * @param read handed on as records
   * @param skipped passed over
   */
  public record FileStatus(String path, long size, long read, long skipped) {}
}
