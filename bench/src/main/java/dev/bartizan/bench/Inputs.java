package dev.bartizan.bench;

import dev.bartizan.core.event.EventJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes the inputs of the benchmarks: the same bytes for the same count, in documentation address
 * space.
 */
final class Inputs {
  private static final int[] PORTS = {
    22, 23, 80, 443, 445, 1433, 3306, 3389, 5060, 5432, 6379, 8080, 8443, 9200, 25565, 53, 123
  };

  private Inputs() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("usage: Inputs pflog|eve COUNT FILE START_EPOCH HOURS");
    }
    int count = Integer.parseInt(arguments[1]);
    var clock =
        new Span(
            Long.parseLong(arguments[3]) * 1_000_000,
            Long.parseLong(arguments[4]) * 3_600_000_000L / count);
    try (var out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])), 1 << 20)) {
      switch (arguments[0]) {
        case "pflog" -> pflog(count, clock, out);
        case "eve" -> eve(count, clock, out);
        default -> throw new IllegalArgumentException("no input is called " + arguments[0]);
      }
    }
  }

  /** When the records are: the first, and how far apart, in microseconds. */
  private record Span(long start, long step) {}

  /**
   * FreeBSD 14 pflog frames, as a scan of a /24 looks to its firewall: TCP SYN above all, some UDP,
   * an eighth of it IPv6.
   */
  private static void pflog(int count, Span clock, OutputStream out) throws IOException {
    var random = new Random(7);
    var header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    out.write(
        header
            .putInt(0xa1b2c3d4)
            .putShort((short) 2)
            .putShort((short) 4)
            .putInt(0)
            .putInt(0)
            .putInt(65535)
            .putInt(117)
            .array());
    var frame = ByteBuffer.allocate(256);
    for (int i = 0; i < count; i++) {
      boolean v6 = (i & 7) == 7;
      boolean udp = random.nextInt(10) == 0;
      frame.clear();
      pflogHeader(frame, v6, random);
      packet(frame, v6, udp, random);
      int length = frame.position();
      var record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      long micros = clock.start + i * clock.step;
      record
          .putInt((int) (micros / 1_000_000))
          .putInt((int) (micros % 1_000_000))
          .putInt(length)
          .putInt(length);
      out.write(record.array());
      out.write(frame.array(), 0, length);
    }
  }

  private static void pflogHeader(ByteBuffer frame, boolean v6, Random random) {
    frame
        .put((byte) 69)
        .put((byte) (v6 ? 28 : 2))
        .put((byte) (random.nextInt(50) == 0 ? 0 : 1))
        .put((byte) 0);
    frame.put("igb0".getBytes(StandardCharsets.US_ASCII)).position(36);
    frame
        .putInt(random.nextInt(8) + 70)
        .putInt(-1)
        .putInt(-1)
        .putInt(0xa0860100)
        .putInt(0)
        .putInt(0);
    frame.put((byte) 1).put(new byte[3]).putInt(0).putInt(0);
  }

  private static void packet(ByteBuffer frame, boolean v6, boolean udp, Random random) {
    int transport = udp ? 8 + 24 : 24;
    int source = random.nextInt(1 << 16);
    if (v6) {
      frame
          .putInt(0x60000000)
          .putShort((short) transport)
          .put((byte) (udp ? 17 : 6))
          .put((byte) 60);
      frame.putLong(0x20010db8_00000000L | source >>> 8).putLong(source);
      frame.putLong(0x20010db8_00010000L).putLong(1 + random.nextInt(4));
    } else {
      frame
          .put((byte) 0x45)
          .put((byte) 0)
          .putShort((short) (20 + transport))
          .putShort((short) random.nextInt(1 << 16));
      frame
          .putShort((short) 0x4000)
          .put((byte) (40 + random.nextInt(24)))
          .put((byte) (udp ? 17 : 6))
          .putShort((short) 0);
      frame.putInt(0xc6120000 | source).putInt(0xc6336400 | 1 + random.nextInt(254));
    }
    frame
        .putShort((short) (1024 + random.nextInt(64000)))
        .putShort((short) PORTS[random.nextInt(PORTS.length)]);
    if (udp) {
      frame.putShort((short) transport).putShort((short) 0).put(new byte[24]);
    } else {
      frame
          .putInt(random.nextInt())
          .putInt(0)
          .putShort((short) 0x6002)
          .putShort((short) 64240)
          .putInt(0)
          .putInt(0x020405b4);
    }
  }

  /** EVE records in the mix of a busy sensor: flows, DNS, TLS, HTTP and some alerts. */
  private static void eve(int count, Span clock, OutputStream out) throws IOException {
    var random = new Random(9);
    for (int i = 0; i < count; i++) {
      long micros = clock.start + i * clock.step;
      var stamp = EventJson.time(micros).replace("Z", "");
      out.write(record(stamp, random).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
  }

  private static String record(String stamp, Random random) {
    int kind = random.nextInt(20);
    var head =
        "{\"timestamp\":\"%s+0000\",\"flow_id\":%d,\"in_iface\":\"em0\",\"event_type\":\"%s\",\"src_ip\":\"198.18.%d.%d\",\"src_port\":%d,\"dest_ip\":\"192.0.2.%d\",\"dest_port\":%d,\"proto\":\"%s\","
            .formatted(
                stamp,
                random.nextLong() >>> 11,
                kind < 8
                    ? "flow"
                    : kind < 13 ? "dns" : kind < 16 ? "tls" : kind < 19 ? "http" : "alert",
                random.nextInt(256),
                random.nextInt(256),
                1024 + random.nextInt(60000),
                1 + random.nextInt(20),
                PORTS[random.nextInt(PORTS.length)],
                kind >= 8 && kind < 13 ? "UDP" : "TCP");
    return head + tail(kind, stamp, random);
  }

  private static String tail(int kind, String stamp, Random random) {
    if (kind < 8) {
      return "\"app_proto\":\"tls\",\"flow\":{\"pkts_toserver\":%d,\"pkts_toclient\":%d,\"bytes_toserver\":%d,\"bytes_toclient\":%d,\"start\":\"%s+0000\",\"end\":\"%s+0000\",\"age\":%d,\"state\":\"closed\",\"reason\":\"timeout\",\"alerted\":false},\"tcp\":{\"tcp_flags\":\"1b\",\"tcp_flags_ts\":\"1b\",\"tcp_flags_tc\":\"1b\",\"syn\":true,\"fin\":true,\"psh\":true,\"ack\":true,\"state\":\"closed\"}}"
          .formatted(
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(9000),
              random.nextInt(90000),
              stamp,
              stamp,
              random.nextInt(60));
    }
    if (kind < 13) {
      return "\"dns\":{\"type\":\"query\",\"id\":%d,\"rrname\":\"host%d.example.org\",\"rrtype\":\"A\",\"tx_id\":0,\"opcode\":0}}"
          .formatted(random.nextInt(65536), random.nextInt(5000));
    }
    if (kind < 16) {
      return "\"tls\":{\"subject\":\"CN=host%d.example.org\",\"issuerdn\":\"C=US, O=Example CA, CN=R3\",\"serial\":\"04:AB:%02X\",\"fingerprint\":\"aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:%02x\",\"sni\":\"host%d.example.org\",\"version\":\"TLS 1.2\",\"notbefore\":\"2026-01-01T00:00:00\",\"notafter\":\"2026-12-31T00:00:00\",\"ja3\":{\"hash\":\"%032x\",\"string\":\"771,49196-49162\"}}}"
          .formatted(
              random.nextInt(500),
              random.nextInt(256),
              random.nextInt(256),
              random.nextInt(500),
              random.nextInt(40));
    }
    if (kind < 19) {
      return "\"tx_id\":0,\"http\":{\"hostname\":\"www%d.example.org\",\"url\":\"/page/%d?q=%d\",\"http_user_agent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.0\",\"http_content_type\":\"text/html\",\"http_method\":\"GET\",\"protocol\":\"HTTP/1.1\",\"status\":%d,\"length\":%d}}"
          .formatted(
              random.nextInt(20),
              random.nextInt(3000),
              random.nextInt(100),
              118 + random.nextInt(20),
              118 + random.nextInt(20),
              random.nextInt(6) == 0 ? 404 : 200,
              random.nextInt(60000));
    }
    return "\"alert\":{\"action\":\"allowed\",\"gid\":1,\"signature_id\":%d,\"rev\":3,\"signature\":\"ET SCAN Potential scan %d\",\"category\":\"Attempted Information Leak\",\"severity\":%d,\"metadata\":{\"created_at\":[\"2020_01_01\"],\"attack_target\":[\"Server\",\"Client\"]}},\"flow\":{\"pkts_toserver\":1,\"pkts_toclient\":0,\"bytes_toserver\":60,\"bytes_toclient\":0,\"start\":\"%s+0000\"},\"payload_printable\":\"\"}"
        .formatted(
            2_000_000 + random.nextInt(200), random.nextInt(200), 1 + random.nextInt(3), stamp);
  }
}
