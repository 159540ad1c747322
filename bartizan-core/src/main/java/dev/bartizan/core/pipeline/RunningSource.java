package dev.bartizan.core.pipeline;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a source is at present.
 *
 * @param name in the configuration
 * @param why what it waits for, why it failed or why it stopped, for people; null when it runs
 * @param files how far its files are read; empty for feeds that are none
 */
public record RunningSource(String name, State state, @Nullable String why, List<FileState> files) {
  /** Of a supervised source. */
  public enum State {
    /** Reads. */
    RUNNING,
    /** Reads, and lacks something from outside. */
    WAITING,
    /** Failed, and will be started again. */
    RESTARTING,
    /** Not started, paused, at its end, or stopped. */
    STOPPED;

    /** In JSON and on the page. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
