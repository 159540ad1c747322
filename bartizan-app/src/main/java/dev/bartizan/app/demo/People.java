package dev.bartizan.app.demo;

import dev.bartizan.app.demo.Edge.Connection;
import dev.bartizan.app.demo.Edge.Flow;
import dev.bartizan.app.demo.Edge.Packet;
import dev.bartizan.app.demo.Edge.Visit;
import dev.bartizan.core.net.Endpoint;
import java.io.IOException;

/** Those who mean no harm: visitors of the web sites, crawlers, and people inside. One thread. */
final class People {
  private static final long SECOND = 1_000_000;
  private static final String LET_IN = "84,,,fae559338f65e11c53669fc3642c93c2";

  private final Stage stage;
  private final Edge edge;
  private long uptime;
  private long received;

  People(Stage stage) {
    this.stage = stage;
    this.edge = stage.edge();
  }

  /** Somebody reads a page or three. */
  void visit(long time) throws IOException {
    var from = stage.client(stage.mostlyFirst(Cast.VISITORS));
    var agent = stage.mostlyFirst(Cast.AGENTS);
    var site = stage.mostlyFirst(Cast.SITES);
    if (stage.chance(0.25)) {
      connect(time, from, Cast.web(from.ip() != null && from.ip().isV4()));
    }
    page(time, from, site, agent);
    for (int i = stage.below(3); i > 0; i--) {
      stage.later(time + i * SECOND, at -> page(at, from, site, agent));
    }
  }

  private void page(long time, Endpoint from, String site, String agent) throws IOException {
    int status = stage.chance(0.04) ? 404 : stage.chance(0.2) ? 304 : 200;
    int size = status == 200 ? 600 + stage.below(40_000) : 0;
    var uri = stage.mostlyFirst(Cast.PAGES);
    edge.request(time, new Visit(from, site, "GET", uri, status, size, agent));
  }

  private void connect(long time, Endpoint from, Endpoint to) throws IOException {
    long id = stage.number();
    int length = to.ip() != null && to.ip().isV4() ? 60 : 80;
    edge.packet(time, new Packet(false, 6, from, to, length, id, LET_IN));
    edge.state(time, new Connection(6, from, to, from, id, time, 0), false);
    long bytes = 2_000L + stage.below(300_000);
    stage.later(
        time + (5 + stage.below(90)) * SECOND,
        at -> edge.state(at, new Connection(6, from, to, from, id, time, bytes), true));
  }

  /** Somebody inside looks up a name and opens a page outside, through NAT. */
  void surf(long time) throws IOException {
    var host = stage.mostlyFirst(Cast.INSIDE);
    var from = stage.client(host);
    var to = new Endpoint(stage.mostlyFirst(Cast.VISITORS.subList(0, 30)), 443);
    var site = "cdn-" + (1 + stage.below(9)) + ".example.net";
    lookUp(time, stage.client(host), site);
    if (to.ip() == null || !to.ip().isV4()) {
      return;
    }
    translated(time + 20_000, from, to);
    stage.later(
        time + 60_000,
        at ->
            edge.eve(
                at,
                "tls",
                new Flow(stage.number(), "TCP", from, to),
                ",\"tls\":{\"sni\":\"" + site + "\",\"version\":\"TLS 1.3\"}"));
  }

  private void lookUp(long time, Endpoint from, String site) throws IOException {
    var flow = new Flow(stage.number(), "UDP", from, new Endpoint(Cast.RESOLVER, 53));
    edge.eve(
        time,
        "dns",
        flow,
        ",\"dns\":{\"version\":2,\"type\":\"query\",\"id\":"
            + stage.below(65_536)
            + ",\"rrname\":\""
            + site
            + "\",\"rrtype\":\"A\",\"tx_id\":0}");
  }

  private void translated(long time, Endpoint from, Endpoint to) {
    var outside = stage.client(Cast.EDGE);
    long id = stage.number();
    stage.later(
        time, at -> edge.state(at, new Connection(6, from, to, outside, id, time, 0), false));
    long bytes = 3_000L + stage.below(900_000);
    stage.later(
        time + (3 + stage.below(60)) * SECOND,
        at -> edge.state(at, new Connection(6, from, to, outside, id, time, bytes), true));
  }

  /** A search engine comes by. */
  void crawl(long time) throws IOException {
    var from = stage.client(stage.any(Cast.CRAWLERS));
    var uri = stage.any(Cast.PAGES);
    var agent = Cast.CRAWLER_AGENT;
    edge.request(
        time,
        new Visit(from, Cast.SITES.getFirst(), "GET", uri, 200, 900 + stage.below(20_000), agent));
  }

  /** Suricata writes its counters. */
  void measure(long time) throws IOException {
    uptime += 60;
    received += 50_000 + stage.below(20_000);
    edge.stats(time, uptime, received);
  }
}
