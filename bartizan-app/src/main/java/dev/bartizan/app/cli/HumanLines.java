package dev.bartizan.app.cli;

import dev.bartizan.app.terminal.Plain;
import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.StateChanged;
import dev.bartizan.core.event.StoredEvent;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.IpProtocol;
import org.jspecify.annotations.Nullable;

/** One line an event, as tcpdump would: time, kind, verdict, who to whom, and what it was. */
final class HumanLines implements Printer {
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String BOLD = "\u001b[1m";
  private static final String OFF = "\u001b[0m";

  private final Output out;
  private final boolean colored;
  private final boolean brief;
  private final StringBuilder line = new StringBuilder();

  HumanLines(Output out, boolean colored, boolean brief) {
    this.out = out;
    this.colored = colored;
    this.brief = brief;
  }

  @Override
  public void print(StoredEvent stored, byte @Nullable [] raw) {
    var event = stored.event();
    var head = event.head();
    line.setLength(0);
    paint(DIM, EventJson.time(head.time()));
    line.append(' ');
    padded(event.kind().text(), 8);
    verdict(head.passage().action());
    if (head.proto() >= 0) {
      padded(IpProtocol.name(head.proto()), 4);
    }
    line.append(' ');
    paint(BOLD, head.src().toString());
    line.append(" > ").append(head.dst());
    if (!brief) {
      line.append(' ');
      what(event);
      word("via", head.passage().in());
      word("out", head.passage().out());
    }
    out.line(line);
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void end() {
    out.flush();
  }

  private void what(Event event) {
    switch (event) {
      case PacketLogged packet -> packet(packet);
      case StateChanged state -> state(state);
      case AlertRaised alert -> alert(alert);
      case RequestServed request -> request(request);
      case FlowObserved flow -> flow(flow);
      case HoneypotTouched touched -> touched(touched);
    }
  }

  private void packet(PacketLogged packet) {
    switch (packet.transport()) {
      case Transport.Tcp tcp -> word("flags", Transport.Tcp.letters(tcp.flags()));
      case Transport.Icmp icmp -> {
        number("type", icmp.type());
        number("code", icmp.code());
      }
      case Transport.Other _ -> {}
    }
    number("length", packet.ip().length());
    word("rule", packet.rule().id());
    word("", packet.rule().name());
  }

  private void state(StateChanged state) {
    word("", state.state().change().text());
    var nat = state.nat();
    if (nat.src().ip() != null && !nat.src().equals(state.head().src())) {
      word("as", nat.src().toString());
    }
    if (nat.dst().ip() != null && !nat.dst().equals(state.head().dst())) {
      word("to", nat.dst().toString());
    }
    number("bytes", state.counters().srcBytes());
    number("back", state.counters().dstBytes());
  }

  private void alert(AlertRaised alert) {
    number("sid", alert.signature().sid());
    number("severity", alert.signature().severity());
    quoted(alert.signature().text());
  }

  private void request(RequestServed request) {
    word("", request.request().method());
    word("", request.request().host());
    var query = request.request().query();
    word("", query == null ? request.request().path() : request.request().path() + "?" + query);
    number("status", request.response().status());
    number("bytes", request.response().bytes());
    quoted(request.client().agent());
  }

  private void flow(FlowObserved flow) {
    word("", flow.flow().type());
    word("app", flow.flow().app());
    word("state", flow.flow().state());
    switch (flow.layer()) {
      case FlowObserved.Plain _ -> {}
      case FlowObserved.Dns dns -> {
        word("", dns.type());
        word("", dns.query());
        word("", dns.rcode());
      }
      case FlowObserved.Tls tls -> {
        word("sni", tls.sni());
        word("", tls.version());
      }
      case FlowObserved.Ssh ssh -> {
        quoted(ssh.client());
        quoted(ssh.server());
      }
    }
  }

  private void touched(HoneypotTouched touched) {
    word("", touched.visit().service());
    word("", touched.visit().phase().text());
    word("session", touched.visit().session());
    word("user", touched.tried().user());
    word("outcome", touched.visit().outcome());
    quoted(touched.tried().client());
  }

  private void verdict(@Nullable Action action) {
    if (action == Action.BLOCK) {
      paint(RED, "block ");
    } else {
      padded(action == null ? "-" : action.text(), 6);
    }
  }

  private void padded(String text, int width) {
    line.append(text).repeat(' ', Math.max(1, width - text.length()));
  }

  private void word(String label, @Nullable String text) {
    if (text != null) {
      line.append(label.isEmpty() ? "" : " ").append(label).append(' ').append(Plain.of(text));
    }
  }

  private void number(String label, long value) {
    if (value >= 0) {
      line.append(' ').append(label).append(' ').append(value);
    }
  }

  private void quoted(@Nullable String text) {
    if (text != null) {
      line.append(" \"").append(Plain.of(text)).append('"');
    }
  }

  private void paint(String color, String text) {
    if (colored) {
      line.append(color).append(text).append(OFF);
    } else {
      line.append(text);
    }
  }
}
