package dev.bartizan.app.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Recordings of a lab's firewall (nft, ulogd, tcpdump on NFLOG), moved in time so that they end two
 * hours ago. Everything else in them stays as it was recorded.
 */
final class Recorded {
  private static final long AGO = 2 * 3600;
  private static final Pattern SECONDS =
      Pattern.compile("(\"(?:oob\\.time|flow\\.start|flow\\.end)\\.sec\": )(\\d+)");
  private static final int PCAP_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private Recorded() {}

  /** Writes all recordings into a directory. */
  static void into(Path directory, Instant now) throws IOException {
    long end = now.getEpochSecond() - AGO;
    Files.write(directory.resolve("recorded.pcap"), pcap(resource("nflog.pcap"), end));
    Files.writeString(directory.resolve("ulogd.json"), lines("ulogd.jsonl", end));
  }

  private static byte[] pcap(byte[] file, long end) {
    var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long shift = end - lastSecond(bytes);
    for (int at = PCAP_HEADER; at < file.length; at += RECORD_HEADER + bytes.getInt(at + 8)) {
      bytes.putInt(at, (int) (bytes.getInt(at) + shift));
    }
    return file;
  }

  private static long lastSecond(ByteBuffer bytes) {
    long last = 0;
    for (int at = PCAP_HEADER; at < bytes.limit(); at += RECORD_HEADER + bytes.getInt(at + 8)) {
      last = Math.max(last, bytes.getInt(at));
    }
    return last;
  }

  private static String lines(String name, long end) throws IOException {
    var text = new String(resource(name), StandardCharsets.UTF_8);
    long last =
        SECONDS
            .matcher(text)
            .results()
            .mapToLong(m -> Long.parseLong(m.group(2)))
            .max()
            .orElse(end);
    return SECONDS
        .matcher(text)
        .replaceAll(m -> m.group(1) + (Long.parseLong(m.group(2)) + end - last));
  }

  private static byte[] resource(String name) throws IOException {
    try (var in = Recorded.class.getResourceAsStream("recorded/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return in.readAllBytes();
    }
  }
}
