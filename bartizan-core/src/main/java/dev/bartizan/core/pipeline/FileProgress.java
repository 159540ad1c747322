package dev.bartizan.core.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a source that reads files tells about them; asked from any thread, never blocks. */
public interface FileProgress {
  /** The files in play, by age; empty when the source does not run. */
  List<FileState> files();

  /** What the source waits for, for people, such as a file that is not there; null when nothing. */
  @Nullable String waiting();
}
