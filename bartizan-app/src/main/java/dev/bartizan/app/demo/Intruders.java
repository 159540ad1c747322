package dev.bartizan.app.demo;

import dev.bartizan.app.demo.Edge.Connection;
import dev.bartizan.app.demo.Edge.Flow;
import dev.bartizan.app.demo.Edge.Packet;
import dev.bartizan.app.demo.Edge.Visit;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.io.IOException;
import java.util.List;

/** Those who mean harm and come closer than a scan. One thread. */
final class Intruders {
  private static final long SECOND = 1_000_000;
  private static final String DENY_LIST = "71,,,3d2c0f6b2a7e4f0c8b1a9d5e6f7c8091";
  private static final List<String> SCANNERS =
      List.of("Mozilla/5.0 zgrab/0.x", "python-requests/2.31.0", "Go-http-client/1.1", "");

  private final Stage stage;
  private final Edge edge;

  Intruders(Stage stage) {
    this.stage = stage;
    this.edge = stage.edge();
  }

  /** Passwords are tried at the honeypot's SSH. */
  void force(long time) throws IOException {
    boolean v4 = stage.chance(0.7);
    login(time, v4 ? Cast.FORCER : Cast.FORCER_V6, stage.any(Cast.SECRETS));
  }

  /** Somebody calls itself a crawler and looks for secrets. */
  void disguise(long time) throws IOException {
    probe(time, Cast.FAKE_CRAWLER, Cast.CRAWLER_AGENT);
  }

  /** The one whom everybody meets. */
  void intrude(long time) throws IOException {
    int turn = stage.below(10);
    if (turn < 3) {
      blocked(time);
    } else if (turn < 8) {
      probe(time, Cast.VILLAIN, stage.mostlyFirst(SCANNERS));
    } else {
      login(time, Cast.VILLAIN, stage.mostlyFirst(Cast.SECRETS));
    }
  }

  private void blocked(long time) throws IOException {
    var to = new Endpoint(Cast.WEB, stage.any(List.of(22, 8443, 3306, 6379, 9200)));
    edge.packet(
        time, new Packet(true, 6, stage.client(Cast.VILLAIN), to, 60, stage.number(), DENY_LIST));
  }

  private void probe(long time, Address who, String agent) throws IOException {
    var from = stage.client(who);
    var to = Cast.web(who.isV4());
    var uri = stage.mostlyFirst(Cast.PROBES);
    long id = stage.number();
    edge.state(time, new Connection(6, from, to, from, id, time, 0), false);
    int status = stage.chance(0.15) ? 403 : 404;
    var visit = new Visit(from, stage.any(Cast.SITES), "GET", uri, status, 0, agent);
    stage.later(time + 30_000, at -> edge.request(at, visit));
    if (stage.chance(0.6)) {
      stage.later(time + 31_000, at -> alert(at, from, to, visit));
    }
    stage.later(
        time + 2 * SECOND,
        at -> edge.state(at, new Connection(6, from, to, from, id, time, 1_900), true));
  }

  private void alert(long time, Endpoint from, Endpoint to, Visit visit) throws IOException {
    var signature = stage.mostlyFirst(Cast.SIGNATURES);
    var body = new StringBuilder(",\"alert\":{\"action\":\"");
    body.append(stage.chance(0.3) ? "blocked" : "allowed");
    body.append("\",\"gid\":1,\"signature_id\":").append(signature.sid());
    body.append(",\"rev\":2,\"signature\":\"").append(signature.text());
    body.append("\",\"category\":\"").append(signature.category());
    body.append("\",\"severity\":").append(signature.severity());
    body.append("},\"app_proto\":\"http\",\"http\":{\"hostname\":\"").append(visit.host());
    body.append("\",\"url\":");
    EventJson.quote(body, visit.uri());
    body.append(",\"http_method\":\"GET\",\"protocol\":\"HTTP/2\",\"status\":");
    body.append(visit.status()).append('}');
    edge.eve(time, "alert", new Flow(stage.number(), "TCP", from, to), body.toString());
  }

  private void login(long time, Address who, Cast.Secret secret) throws IOException {
    var from = stage.client(who);
    var to = new Endpoint(who.isV4() ? Cast.HONEYPOT : Cast.HONEYPOT_V6, 22);
    var session = Long.toHexString(0x1_0000_0000L | stage.number()).substring(1);
    var open = new HoneypotTouched.Visit(HoneypotTouched.Phase.OPEN, "ssh", session, null);
    edge.honeypot(
        time, from, to, open, HoneypotTouched.Exchange.UNKNOWN, HoneypotTouched.Tried.NOTHING);
    long micros = SECOND + stage.below(9_000_000);
    var exchange =
        new HoneypotTouched.Exchange(micros, 900 + stage.below(2_000), 1_100 + stage.below(900));
    var tried = new HoneypotTouched.Tried(secret.user(), secret.password(), "SSH-2.0-libssh_0.9.6");
    var over = new HoneypotTouched.Visit(HoneypotTouched.Phase.CLOSE, "ssh", session, "refused");
    stage.later(time + micros, at -> edge.honeypot(at, from, to, over, exchange, tried));
  }
}
