package dev.bartizan.app.demo;

import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The programs at the made-up edge, each writing its log in its real form: pf's filterlog (RFC
 * 5424), ulogd's NFCT, Suricata's EVE, Caddy's access log, and honeypot sessions as Bartizan's own
 * ndjson. Used by one thread.
 */
final class Edge implements AutoCloseable {
  /** Name of each feed's file. */
  static final String PACKETS = "filter.log";

  static final String STATES = "nfct.json";
  static final String ALERTS = "eve.json";
  static final String REQUESTS = "access.log";
  static final String HONEYPOT = "honeypot.ndjson";

  private static final long MOST = 64L << 20;
  private static final Origin ORIGIN = new Origin("demo", "honeypot");

  private final Feed packets;
  private final Feed states;
  private final Feed eve;
  private final Feed requests;
  private final Feed honeypot;
  private long written;

  Edge(Path directory) throws IOException {
    packets = new Feed(directory.resolve(PACKETS), MOST);
    states = new Feed(directory.resolve(STATES), MOST);
    eve = new Feed(directory.resolve(ALERTS), MOST);
    requests = new Feed(directory.resolve(REQUESTS), MOST);
    honeypot = new Feed(directory.resolve(HONEYPOT), MOST);
  }

  /** How many events the lines written so far are. */
  long written() {
    return written;
  }

  /** Hands all lines to the files. */
  void flush() throws IOException {
    packets.flush();
    states.flush();
    eve.flush();
    requests.flush();
    honeypot.flush();
  }

  /** A packet that pf logged. */
  void packet(long time, Packet packet) throws IOException {
    var line = packets.line();
    line.append("<134>1 ");
    Stamp.iso(line, time);
    line.append("+00:00 edge filterlog 41111 - [meta sequenceId=\"").append(written).append("\"] ");
    packet.append(line);
    line.append('\n');
    written++;
  }

  /** A connection that the state table gained or lost. */
  void state(long time, Connection connection, boolean over) throws IOException {
    var line = states.line();
    connection.append(line, time, over);
    line.append('\n');
    written++;
  }

  /** A record of Suricata's; {@code body} is what follows the common fields. */
  void eve(long time, String type, Flow flow, String body) throws IOException {
    var line = eve.line();
    line.append("{\"timestamp\":\"");
    Stamp.iso(line, time);
    line.append("+0000\",");
    flow.append(line, type);
    line.append(body).append("}\n");
    written++;
  }

  /** Suricata's counters. */
  void stats(long time, long uptime, long received) throws IOException {
    var line = eve.line();
    line.append("{\"timestamp\":\"");
    Stamp.iso(line, time);
    line.append("+0000\",\"event_type\":\"stats\",\"stats\":{\"uptime\":")
        .append(uptime)
        .append(",\"capture\":{\"kernel_packets\":")
        .append(received)
        .append(",\"kernel_drops\":0},\"decoder\":{\"pkts\":")
        .append(received)
        .append("}}}\n");
  }

  /** A request that Caddy answered. */
  void request(long time, Visit visit) throws IOException {
    var line = requests.line();
    visit.append(line, time);
    line.append('\n');
    written++;
  }

  /** One of the two events of a honeypot session. */
  void honeypot(
      long time,
      Endpoint from,
      Endpoint to,
      HoneypotTouched.Visit visit,
      HoneypotTouched.Exchange exchange,
      HoneypotTouched.Tried tried)
      throws IOException {
    var head = new Head(time, ORIGIN, from, to, 6, Passage.UNKNOWN, Extra.NONE);
    Event event = new HoneypotTouched(head, visit, exchange, tried);
    var line = honeypot.line();
    EventJson.append(line, event);
    line.append('\n');
    written++;
  }

  @Override
  public void close() throws IOException {
    for (var feed : new Feed[] {packets, states, eve, requests, honeypot}) {
      feed.close();
    }
  }

  /** A packet in filterlog's columns. */
  record Packet(
      boolean blocked, int proto, Endpoint src, Endpoint dst, int length, long number, String why) {

    void append(StringBuilder out) {
      boolean v4 = src.ip() != null && src.ip().isV4();
      out.append(why).append(",igb0,match,").append(blocked ? "block" : "pass").append(",in,");
      var name = proto == 6 ? "tcp" : proto == 17 ? "udp" : v4 ? "icmp" : "ipv6-icmp";
      if (v4) {
        out.append("4,0x0,,").append(48 + number % 16).append(',').append(number & 0xffff);
        out.append(",0,DF,").append(proto).append(',').append(name).append(',').append(length);
      } else {
        out.append("6,0x00,0x").append(Long.toHexString(0x10000 | (number & 0xffff)));
        out.append(",57,").append(name).append(',').append(proto).append(',').append(length - 40);
      }
      out.append(',').append(src.ip()).append(',').append(dst.ip()).append(',');
      transport(out, v4);
    }

    private void transport(StringBuilder out, boolean v4) {
      int payload = length - (v4 ? 20 : 40);
      switch (proto) {
        case 6 ->
            ports(out)
                .append(",0,S,")
                .append(number & 0xffff_ffffL)
                .append(",,64240,,mss;sackOK;TS;nop;wscale");
        case 17 -> ports(out).append(',').append(payload);
        default ->
            out.append("datalength=")
                .append(payload)
                .append(",echoreq,0,")
                .append(number & 0xffff)
                .append(",1,");
      }
    }

    private StringBuilder ports(StringBuilder out) {
      return out.append(src.port()).append(',').append(dst.port());
    }
  }

  /** A connection in ulogd's NFCT columns; {@code outside} is its source after translation. */
  record Connection(
      int proto, Endpoint src, Endpoint dst, Endpoint outside, long id, long began, long bytes) {

    void append(StringBuilder out, long time, boolean over) {
      boolean v4 = src.ip() != null && src.ip().isV4();
      long sent = over ? bytes / 9 + 120 : 0;
      long back = over ? bytes : 0;
      out.append("{\"timestamp\": \"");
      Stamp.iso(out, time);
      out.setLength(out.length() - 7);
      out.append("\", \"dvc\": \"edge\"");
      number(out, "orig.ip.protocol", proto);
      number(out, "orig.l4.sport", src.port());
      number(out, "orig.l4.dport", dst.port());
      number(out, "orig.raw.pktlen", sent);
      number(out, "orig.raw.pktcount", over ? 3 + sent / 900 : 0);
      number(out, "reply.ip.protocol", proto);
      number(out, "reply.l4.sport", dst.port());
      number(out, "reply.l4.dport", outside.port());
      number(out, "reply.raw.pktlen", back);
      number(out, "reply.raw.pktcount", over ? 2 + back / 1300 : 0);
      number(out, "ct.mark", 0);
      number(out, "ct.id", id);
      number(out, "ct.event", over ? 4 : 1);
      moment(out, "flow.start", began);
      if (over) {
        moment(out, "flow.end", time);
      }
      number(out, "oob.family", v4 ? 2 : 10);
      number(out, "oob.protocol", 0);
      text(out, "src_ip", src.ip());
      text(out, "dest_ip", dst.ip());
      text(out, "reply.ip.saddr.str", dst.ip());
      text(out, "reply.ip.daddr.str", outside.ip());
      out.append('}');
    }

    private static void number(StringBuilder out, String key, long value) {
      out.append(", \"").append(key).append("\": ").append(value);
    }

    private static void moment(StringBuilder out, String key, long micros) {
      number(out, key + ".sec", micros / 1_000_000);
      number(out, key + ".usec", micros % 1_000_000);
    }

    private static void text(
        StringBuilder out, String key, @org.jspecify.annotations.Nullable Address value) {
      out.append(", \"").append(key).append("\": \"").append(value).append('"');
    }
  }

  /** What Suricata's records have in common. */
  record Flow(long id, String proto, Endpoint src, Endpoint dst) {
    void append(StringBuilder out, String type) {
      out.append("\"flow_id\":").append(id).append(",\"in_iface\":\"igb0\",\"event_type\":\"");
      out.append(type).append("\",\"src_ip\":\"").append(src.ip()).append('"');
      out.append(",\"src_port\":").append(src.port());
      out.append(",\"dest_ip\":\"").append(dst.ip()).append('"');
      out.append(",\"dest_port\":").append(dst.port());
      out.append(",\"proto\":\"").append(proto).append('"');
    }
  }

  /** A request in Caddy's form of 2.7 and later. */
  record Visit(
      Endpoint from, String host, String method, String uri, int status, int size, String agent) {

    void append(StringBuilder out, long time) {
      out.append("{\"level\":\"").append(status >= 500 ? "error" : "info").append("\",\"ts\":");
      Stamp.seconds(out, time);
      out.append(",\"logger\":\"http.log.access.log0\",\"msg\":\"handled request\",");
      out.append("\"request\":{\"remote_ip\":\"").append(from.ip());
      out.append("\",\"remote_port\":\"").append(from.port());
      out.append("\",\"client_ip\":\"").append(from.ip());
      out.append("\",\"proto\":\"HTTP/2.0\",\"method\":\"").append(method);
      out.append("\",\"host\":\"").append(host).append("\",\"uri\":");
      EventJson.quote(out, uri);
      out.append(",\"headers\":{\"Accept\":[\"*/*\"]");
      if (!agent.isEmpty()) {
        out.append(",\"User-Agent\":[");
        EventJson.quote(out, agent);
        out.append(']');
      }
      out.append("},\"tls\":{\"resumed\":false,\"version\":772,\"cipher_suite\":4865,");
      out.append("\"proto\":\"h2\",\"server_name\":\"").append(host).append("\"}},");
      out.append("\"bytes_read\":0,\"user_id\":\"\",\"duration\":0.00").append(1000 + size % 8999);
      out.append(",\"size\":").append(size).append(",\"status\":").append(status);
      out.append(",\"resp_headers\":{\"Server\":[\"Caddy\"],");
      out.append("\"Content-Type\":[\"text/html; charset=utf-8\"]}}");
    }
  }
}
