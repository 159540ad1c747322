package dev.bartizan.sources.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.pipeline.Frame;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.testkit.Samples;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames written as digits, and what becomes of them. */
final class FrameText {
  private FrameText() {}

  static final String SIDES = "cb007109c6336402";
  static final String UDP = "4500001f000040004011 0000" + SIDES + "003580e8000b0000616263";
  static final String SIDES6 = "20010db8000000000000000000000009 20010db8000100000000000000000002";
  static final String UDP6 = "600000000008 1140" + SIDES6 + "003580e800080000";
  static final String MACS = "020000000001 020000000002";

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static Decoded decode(int linkType, String hex) throws MalformedInput {
    var frame = bytes(hex);
    return decode(linkType, frame, frame.length);
  }

  static Decoded decode(int linkType, byte[] frame, int original) throws MalformedInput {
    var surrounded = new byte[frame.length + 64];
    java.util.Arrays.fill(surrounded, (byte) 0x55);
    System.arraycopy(frame, 0, surrounded, 32, frame.length);
    List<Decoded> out = new ArrayList<>();
    new PacketDecoder(Samples.FIREWALL, false, () -> Samples.NOON)
        .decode(new Frame(linkType, 1, surrounded, 32, frame.length, original), out::add);
    assertThat(out).hasSize(1);
    return out.getFirst();
  }

  static PacketLogged packet(int linkType, String hex) throws MalformedInput {
    return (PacketLogged) decode(linkType, hex);
  }

  static boolean has(Flag flag, PacketLogged packet) {
    return flag.in(packet.head().extra().flags());
  }
}
