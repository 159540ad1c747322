package dev.bartizan.sources.file;

import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.sources.file.FileFollower.Options;
import dev.bartizan.testkit.SourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FileFollowerContractTest extends SourceContract {
  private static final LineDecoder LENGTHS =
      line -> {
        if (line.length() == 7) {
          throw new MalformedInput("seven");
        }
        var head =
            new Head(
                line.length(),
                new Origin("s", "f"),
                Endpoint.NONE,
                Endpoint.NONE,
                -1,
                Passage.UNKNOWN,
                Extra.NONE);
        return new RequestServed(
            head,
            new RequestServed.Request(null, null, line.text(), null, null),
            new RequestServed.Response(-1, -1, -1),
            RequestServed.Client.UNKNOWN);
      };

  @TempDir Path dir;

  @Override
  protected Recording record() throws Exception {
    var text = new StringBuilder();
    for (int i = 1; i <= 100; i++) {
      text.append("\u001b".repeat(i)).append(i % 10 == 0 ? "\r\n\n\0\0" : "\n");
    }
    text.append("end\n");
    Files.writeString(dir.resolve("x.log"), text);
    return new Recording(100, 1, text.length());
  }

  @Override
  protected Source source() {
    var file = dir.resolve("x.log").toString();
    return new FileFollower(file, LENGTHS, Options.USUAL, InstantSource.system(), Reading.PACE);
  }
}
