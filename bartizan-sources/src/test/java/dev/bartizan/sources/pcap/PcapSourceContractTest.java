package dev.bartizan.sources.pcap;

import dev.bartizan.core.event.Origin;
import dev.bartizan.core.pipeline.Source;
import dev.bartizan.testkit.SourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

class PcapSourceContractTest extends SourceContract {
  @TempDir Path dir;

  /** A capture of 36 packets whose last record is cut short. */
  @Override
  protected Recording record() throws Exception {
    try (var in = getClass().getResourceAsStream("/captures/pflog.pcap")) {
      var bytes = Objects.requireNonNull(in).readAllBytes();
      Files.write(dir.resolve("x.pcap"), Arrays.copyOf(bytes, bytes.length - 3));
    }
    return new Recording(35, 1, -1);
  }

  @Override
  protected Source source() {
    var origin = new Origin("s", "p");
    return new PcapSource(dir.resolve("x.pcap"), origin, false, InstantSource.system());
  }
}
