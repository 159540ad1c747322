package dev.bartizan.sources.filterlog;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Mutations;
import dev.bartizan.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterlogFuzzTest {
  private static final LineDecoder DECODER =
      new FilterlogDecoder(Samples.FIREWALL, true, () -> Samples.NOON, ZoneOffset.UTC);

  @Test
  void hostile_lines_are_refused_and_nothing_else() throws IOException {
    Mutations.hunt(41, 50_000, samples(), FilterlogFuzzTest::feed);
  }

  @FuzzTest
  void fuzz(byte[] input) {
    feed(input);
  }

  private static void feed(byte[] input) {
    try {
      var _ = DECODER.decode(new Line(input, 0, input.length, false));
    } catch (MalformedInput _) {
      // the one answer to what is not understood
    }
  }

  private static List<byte[]> samples() throws IOException {
    var lines = Files.readAllLines(Path.of("src/test/resources/captures/filterlog.csv"));
    var samples = new ArrayList<>(lines);
    for (int i = 0; i < lines.size(); i += 3) {
      samples.add("<134>Nov 20 22:30:00 fw1 filterlog[41111]: " + lines.get(i));
      samples.add(
          "<134>1 2026-11-20T22:30:00.5+01:00 fw filterlog 7 - [meta sequenceId=\"1\"] "
              + lines.get(i));
    }
    return Mutations.texts(samples);
  }
}
