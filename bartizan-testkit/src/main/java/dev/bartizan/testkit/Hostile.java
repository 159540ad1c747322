package dev.bartizan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import java.util.List;

/** Feeds hostile lines to a decoder, which may answer by its three outcomes and no other. */
public final class Hostile {
  private Hostile() {}

  /**
   * Feeds {@code -Dbartizan.fuzz} lines, by default {@code rounds}, made of these samples, each as
   * a whole line and as the beginning of one that was cut.
   */
  public static void lines(LineDecoder decoder, long seed, long rounds, List<byte[]> samples) {
    Mutations.hunt(seed, rounds, samples, input -> feed(decoder, input));
  }

  /**
   * Feeds one line. What comes of it must print as one line of JSON, and the decoder must not look
   * past the line's ends.
   */
  public static void feed(LineDecoder decoder, byte[] input) {
    var framed = new byte[input.length + 16];
    System.arraycopy(input, 0, framed, 5, input.length);
    java.util.Arrays.fill(framed, 0, 5, (byte) '"');
    java.util.Arrays.fill(framed, 5 + input.length, framed.length, (byte) '}');
    for (var cut : List.of(false, true)) {
      var alone = outcome(decoder, new Line(input, 0, input.length, cut));
      var within = outcome(decoder, new Line(framed, 5, input.length, cut));
      assertThat(within).isEqualTo(alone);
      assertThat(alone.chars()).noneMatch(c -> c < ' ');
    }
  }

  private static String outcome(LineDecoder decoder, Line line) {
    try {
      return switch (decoder.decode(line)) {
        case Event event -> {
          var out = new StringBuilder();
          EventJson.append(out, event);
          yield out.toString();
        }
        case Decoded.Ignored ignored -> "ignored: " + ignored.why();
        case Decoded.Measured measured -> "measured: " + measured.counters().size();
      };
    } catch (MalformedInput malformed) {
      return "malformed: " + malformed.getMessage();
    }
  }
}
