package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Terminal;
import dev.bartizan.core.config.Suggestion;
import dev.bartizan.sources.SourceType;
import dev.bartizan.sources.Sources;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or pipe to be read once, and what kind of feed it is. */
record Recording(String name, SourceType type, InputStream in) {
  /** Enough for a first line to be whole. */
  private static final int PIPE_HEAD = 1 << 13;

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @param as name of the type, or null to tell by content
   */
  static Recording open(String file, @Nullable String as, Terminal terminal) throws IOException {
    boolean pipe = file.equals("-");
    int head = pipe ? PIPE_HEAD : Sources.HEAD;
    var in = new BufferedInputStream(pipe ? terminal.in() : opened(file), head);
    try {
      return new Recording(pipe ? "standard input" : file, type(file, as, in, head), in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream opened(String file) throws IOException {
    try {
      return Files.newInputStream(Path.of(file));
    } catch (NoSuchFileException _) {
      throw new Failure(Exit.ERROR, file + ": there is no such file");
    }
  }

  private static SourceType type(String file, @Nullable String as, InputStream in, int head)
      throws IOException {
    if (as != null) {
      return named(as);
    }
    in.mark(head);
    var bytes = file.equals("-") ? some(in, head) : in.readNBytes(head);
    in.reset();
    var known = String.join(", ", Sources.BY_NAME.keySet());
    return named(
        Sources.detect(bytes)
            .orElseThrow(() ->
                new Failure(
                    Exit.ERROR,
                    file + ": no feed that is known; name its type with --as: " + known)));
  }

  /** What is there at once, so that a slow pipe is not waited for. */
  private static byte[] some(InputStream in, int most) throws IOException {
    var bytes = new byte[most];
    int length = Math.max(0, in.read(bytes, 0, most));
    return java.util.Arrays.copyOf(bytes, length);
  }

  private static SourceType named(String name) {
    var type = Sources.BY_NAME.get(name);
    if (type == null) {
      var known = Sources.BY_NAME.keySet();
      throw new Failure(
          Exit.USAGE,
          "there is no type '"
              + name
              + "'"
              + Suggestion.among(name, known)
              + "; one of "
              + String.join(", ", known));
    }
    return type;
  }
}
