package dev.bartizan.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes an Ethernet capture like that of a busy link: 64 parts in a hundred TCP, 26 UDP, 10 ICMP;
 * one in five IPv6, a few tagged; 150 bytes on average. The same numbers give the same file.
 */
final class PcapSample {
  private static final int LINK_TYPE = 1;
  private static final long START = 1_795_000_000L;

  private final SplittableRandom random;
  private final ByteBuffer frame = ByteBuffer.allocate(2048);

  private PcapSample(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static void write(Path file, int packets, long seed) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      new PcapSample(seed).write(out, packets);
    }
  }

  private void write(OutputStream out, int packets) throws IOException {
    var header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
    header.putInt(262_144).putInt(LINK_TYPE);
    out.write(header.array());
    var record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < packets; i++) {
      packet();
      record.clear();
      record.putInt((int) (START + i / 10_000)).putInt(i % 10_000 * 100);
      record.putInt(frame.position()).putInt(frame.position());
      out.write(record.array());
      out.write(frame.array(), 0, frame.position());
    }
  }

  private void packet() {
    int draw = random.nextInt(100);
    boolean v6 = random.nextInt(5) == 0;
    int protocol = draw < 64 ? 6 : draw < 90 ? 17 : v6 ? 58 : 1;
    int options = protocol == 6 && random.nextInt(4) == 0 ? 20 : protocol == 6 ? 12 : 0;
    int header = protocol == 6 ? 20 + options : 8;
    int payload = random.nextInt(3) == 0 ? random.nextInt(300) : random.nextInt(80);
    frame.clear();
    ethernet(v6);
    if (v6) {
      v6(protocol, header + payload);
    } else {
      v4(protocol, header + payload);
    }
    switch (protocol) {
      case 6 -> tcp(options);
      case 17 -> udp(payload);
      default -> icmp(v6);
    }
    frame.position(frame.position() + payload);
  }

  private void ethernet(boolean v6) {
    frame.putShort((short) 0x0200).putInt(random.nextInt(4));
    frame.putShort((short) 0x0200).putInt(0x5e00_0000 | random.nextInt(60));
    if (random.nextInt(20) == 0) {
      frame.putShort((short) 0x8100).putShort((short) (10 + random.nextInt(3)));
    }
    frame.putShort((short) (v6 ? 0x86dd : 0x0800));
  }

  private void v4(int protocol, int above) {
    frame.putShort((short) 0x4500).putShort((short) (20 + above));
    frame.putShort((short) random.nextInt(65_536)).putShort((short) 0x4000);
    frame.put((byte) (40 + random.nextInt(24))).put((byte) protocol).putShort((short) 0);
    frame.putInt(0xcb00_7100 | random.nextInt(256));
    frame.putInt(0xc633_6400 | random.nextInt(32));
  }

  private void v6(int protocol, int above) {
    frame.putInt(0x6000_0000 | random.nextInt(1 << 20)).putShort((short) above);
    frame.put((byte) protocol).put((byte) 60);
    frame.putLong(0x2001_0db8_0000_0000L).putLong(random.nextInt(256));
    frame.putLong(0x2001_0db8_0001_0000L).putLong(random.nextInt(32));
  }

  private void tcp(int options) {
    boolean syn = options == 20;
    frame.putShort((short) (1024 + random.nextInt(60_000)));
    frame.putShort((short) (random.nextInt(4) == 0 ? random.nextInt(65_536) : 443));
    frame.putInt(random.nextInt()).putInt(syn ? 0 : random.nextInt());
    frame.put((byte) (((20 + options) / 4) << 4)).put((byte) (syn ? 2 : 24));
    frame.putShort((short) 64_240).putInt(0);
    if (syn) {
      frame.putInt(0x0204_05b4).putShort((short) 0x0402);
    } else {
      frame.putShort((short) 0x0101);
    }
    frame.putShort((short) 0x080a).putLong(random.nextLong());
    if (syn) {
      frame.putInt(0x0103_0307);
    }
  }

  private void udp(int payload) {
    frame.putShort((short) (1024 + random.nextInt(60_000))).putShort((short) 53);
    frame.putShort((short) (8 + payload)).putShort((short) 0);
  }

  private void icmp(boolean v6) {
    frame.putShort((short) (v6 ? 0x8000 : 0x0800)).putShort((short) 0);
    frame.putShort((short) random.nextInt(65_536)).putShort((short) random.nextInt(100));
  }
}
