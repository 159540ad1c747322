package dev.bartizan.sources.eve;

import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;
import dev.bartizan.sources.json.Names;
import dev.bartizan.sources.json.TextCache;

/** The names at the top of a record. */
final class Top {
  static final int TIMESTAMP = 0;
  static final int FLOW_ID = 1;
  static final int IN_IFACE = 2;
  static final int EVENT_TYPE = 3;
  static final int SRC_IP = 4;
  static final int SRC_PORT = 5;
  static final int DEST_IP = 6;
  static final int DEST_PORT = 7;
  static final int PROTO = 8;
  static final int APP_PROTO = 9;
  static final int ICMP_TYPE = 10;
  static final int ICMP_CODE = 11;
  static final int ALERT = 12;
  static final int ANOMALY = 13;
  static final int DROP = 14;
  static final int HTTP = 15;
  static final int DNS = 16;
  static final int TLS = 17;
  static final int SSH = 18;
  static final int FLOW = 19;
  static final int NETFLOW = 20;
  static final int STATS = 21;
  static final int VERDICT = 22;
  private static final int COUNT = 23;

  private static final Names NAMES =
      Names.of(
          "timestamp",
          "flow_id",
          "in_iface",
          "event_type",
          "src_ip",
          "src_port",
          "dest_ip",
          "dest_port",
          "proto",
          "app_proto",
          "icmp_type",
          "icmp_code",
          "alert",
          "anomaly",
          "drop",
          "http",
          "dns",
          "tls",
          "ssh",
          "flow",
          "netflow",
          "stats",
          "verdict");

  private Top() {}

  static Members members(JsonCursor cursor, TextCache cache) {
    return new Members(cursor, cache, NAMES, COUNT);
  }
}
