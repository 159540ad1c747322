package dev.bartizan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * Compares what a decoder makes of a recorded feed with what was once found right. The recording
 * {@code x.log} stands beside {@code x.log.ndjson}, a line for a line. {@code
 * -Dbartizan.golden=update} writes the second anew: read the difference before you commit it.
 */
public final class Golden {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  private Golden() {}

  /** The lines of a recording below the module's test resources, as bytes. */
  public static List<byte[]> lines(String recording) {
    try {
      var text = Files.readString(RESOURCES.resolve(recording), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Decodes a recording and compares. */
  public static void check(LineDecoder decoder, String recording) throws IOException {
    var outcomes = lines(recording).stream().map(line -> outcome(decoder, line)).toList();
    var expected = RESOURCES.resolve(recording + ".ndjson");
    if ("update".equals(System.getProperty("bartizan.golden"))) {
      Files.write(expected, outcomes);
    }
    assertThat(outcomes).containsExactlyElementsOf(Files.readAllLines(expected));
  }

  /** The outcome of one line as JSON. */
  public static String outcome(LineDecoder decoder, byte[] line) {
    var out = new StringBuilder();
    try {
      var decoded = decoder.decode(new Line(line, 0, line.length, false));
      switch (decoded) {
        case Event event -> EventJson.append(out, event);
        case Decoded.Ignored ignored -> put(out, "ignored", ignored.why());
        case Decoded.Measured measured ->
            put(out, "measured", new TreeMap<>(measured.counters()).toString());
      }
    } catch (MalformedInput malformed) {
      put(out, "malformed", String.valueOf(malformed.getMessage()));
    }
    return out.toString();
  }

  private static void put(StringBuilder out, String name, String text) {
    out.append("{\"").append(name).append("\":");
    EventJson.quote(out, text);
    out.append('}');
  }
}
