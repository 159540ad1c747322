package dev.bartizan.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks a running daemon what its console and command line ask, and prints the median and the worst
 * time of each question.
 */
final class Queries {
  private static final int ROUNDS = 15;

  private Queries() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var daemon = Daemon.in(Path.of(arguments[0]));
    for (var question : questions().entrySet()) {
      var times = new ArrayList<Double>();
      int bytes = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        bytes = daemon.ask(question.getValue()).length;
        times.add((System.nanoTime() - start) / 1e6);
      }
      Collections.sort(times);
      System.out.printf(
          "%-38s median %7.1f ms   worst %7.1f ms   %,9d bytes%n",
          question.getKey(), times.get(ROUNDS / 2), times.getLast(), bytes);
    }
  }

  private static Map<String, String> questions() {
    var all = new LinkedHashMap<String, String>();
    all.put("overview, 24 h", "/api/overview?hours=24");
    all.put("one address (v4)", "/api/ips/198.18.7.7");
    all.put("one address (v6)", "/api/ips/2001:db8::7:0:0:0:707");
    all.put("newest 100", "/api/events?limit=100");
    for (var query :
        new String[] {
          "src.ip:198.18.7.7",
          "src.ip:198.18.7.0/24",
          "dst.ip:198.51.100.7",
          "dst.port:3389",
          "kind:alert",
          "action:block",
          "proto:udp",
          "http.status:404",
          "http.path:/wp-login.php",
          "alert.sid:2000007",
          "source:eve",
          "kind:packet AND dst.port:22 AND tcp.flags:S"
        }) {
      var encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
      all.put(query, "/api/events?limit=100&query=" + encoded);
      all.put("  counted", "/api/events/count?query=" + encoded);
    }
    all.put("histogram by kind", "/api/events/histogram?buckets=96&by=kind&from=-24h");
    all.put("top addresses", "/api/events/top?field=src.ip&from=-24h");
    all.put("recent addresses", "/api/recent-ips?hours=24&limit=100");
    return all;
  }
}
