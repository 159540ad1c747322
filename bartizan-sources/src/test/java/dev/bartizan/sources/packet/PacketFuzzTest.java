package dev.bartizan.sources.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Mutations;
import dev.bartizan.testkit.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first byte of an input chooses the link type, the rest is the frame. */
class PacketFuzzTest {
  private static final int[] TYPES =
      FrameDecoders.LINK_TYPES.stream().mapToInt(Integer::intValue).sorted().toArray();
  private static final PacketDecoder DECODER =
      new PacketDecoder(Samples.FIREWALL, true, () -> Samples.NOON);

  @Test
  void hostile_frames_are_refused_and_nothing_else() throws IOException {
    Mutations.hunt(42, 50_000, samples(), PacketFuzzTest::feed);
  }

  @FuzzTest
  void fuzz(byte[] input) {
    feed(input);
  }

  private static void feed(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int type = TYPES[(input[0] & 0xff) % TYPES.length];
    try {
      var _ = DECODER.decode(type, 1, input, 1, input.length - 1, input.length - 1);
    } catch (MalformedInput _) {
      // the one answer to what is not understood
    }
  }

  private static List<byte[]> samples() throws IOException {
    var samples = new ArrayList<byte[]>();
    try (var files = Files.newDirectoryStream(Path.of("src/test/resources/captures"), "*.pcap")) {
      for (var file : files) {
        frames(Files.readAllBytes(file), samples);
      }
    }
    return samples;
  }

  private static void frames(byte[] capture, List<byte[]> to) {
    var numbers = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
    int type = java.util.Arrays.binarySearch(TYPES, numbers.getInt(20));
    for (int at = 24; at < capture.length; at += 16 + numbers.getInt(at + 8)) {
      var sample = new byte[1 + numbers.getInt(at + 8)];
      sample[0] = (byte) type;
      System.arraycopy(capture, at + 16, sample, 1, sample.length - 1);
      to.add(sample);
    }
  }
}
