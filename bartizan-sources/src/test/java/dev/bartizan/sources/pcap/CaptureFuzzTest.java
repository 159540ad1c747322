package dev.bartizan.sources.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.PacketDecoder;
import dev.bartizan.testkit.Mutations;
import dev.bartizan.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureFuzzTest {
  private static final PacketDecoder DECODER =
      new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON);

  @Test
  void hostile_captures_are_refused_and_nothing_else() throws IOException {
    Mutations.hunt(43, 50_000, samples(), CaptureFuzzTest::feed);
  }

  @FuzzTest
  void fuzz(byte[] input) throws IOException {
    feed(input);
  }

  private static void feed(byte[] input) throws IOException {
    try (var reader = new CaptureReader(new ByteArrayInputStream(input))) {
      while (reader.next()) {
        frame(reader);
      }
      assertThat(reader.next()).isFalse();
    } catch (MalformedInput _) {
      // the one answer to what is not understood
    }
  }

  private static void frame(CaptureReader reader) {
    try {
      reader.decode(DECODER, _ -> {});
    } catch (MalformedInput _) {
      // the frame alone
    }
  }

  private static List<byte[]> samples() throws IOException {
    var samples = new ArrayList<byte[]>();
    try (var files = Files.newDirectoryStream(Path.of("src/test/resources/captures"), "*.pcap")) {
      for (var file : files) {
        samples.add(Files.readAllBytes(file));
      }
    }
    for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      samples.add(
          new CaptureBytes(order)
              .section()
              .face(101, 0, 6, 0)
              .face(1, 96, 137, 5)
              .enhanced(0, 7, CaptureBytes.PACKET)
              .enhanced(1, 8, CaptureBytes.PACKET)
              .simple(CaptureBytes.PACKET)
              .drops(3)
              .block(4, new byte[40])
              .all());
    }
    return samples;
  }
}
