package dev.bartizan.sources.ndjson;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Counters;
import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Field;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.HoneypotTouched;
import dev.bartizan.core.event.Kind;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.event.Span;
import dev.bartizan.core.event.StateChanged;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.Detail;
import dev.bartizan.sources.json.Few;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Reading;
import dev.bartizan.sources.json.TextCache;
import java.time.InstantSource;

/**
 * Bartizan's own events, one JSON object a line, as {@link dev.bartizan.core.event.EventJson}
 * writes them, in either naming. Their number in the store is passed over; sensor and source stay
 * those of the line where it names them. A name that is no field, or none of that kind of event, is
 * refused. Serves one thread.
 */
public final class NdjsonDecoder implements LineDecoder {
  private final Reading reading;
  private final JsonCursor cursor = new JsonCursor();
  private final TextCache cache = new TextCache();
  private final Fields fields = new Fields(cursor, cache);
  private final Detail detail = new Detail(cursor, cache);
  private final Few<Origin> origins = new Few<>();
  private final Few<Passage> passages = new Few<>();
  private final Few<Rule> rules = new Few<>();

  /** For events whose lines name no sensor or source, this origin stands in. */
  public NdjsonDecoder(Origin origin) {
    this(new Reading(origin, false, null));
  }

  /**
   * As a source needs it.
   *
   * @param keepRaw whether events carry the line
   * @param clock for lines without a time, whose events are flagged
   */
  public NdjsonDecoder(Origin origin, boolean keepRaw, InstantSource clock) {
    this(new Reading(origin, keepRaw, clock));
  }

  private NdjsonDecoder(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Decoded decode(Line line) throws MalformedInput {
    cursor.begin(line);
    fields.clear();
    int flags = 0;
    try {
      fields.read();
    } catch (MalformedInput refusal) {
      if (!line.cut() || !cursor.hasEnded() || !fields.has(Field.KIND)) {
        throw refusal;
      }
      flags = Flag.CUT.bit();
    }
    var kind = fields.choice(Field.KIND, Kind.values());
    if (kind == null) {
      throw new MalformedInput("no kind: not one of Bartizan's events");
    }
    fields.check(kind);
    return event(kind, head(flags, line));
  }

  private Head head(int flags, Line line) throws MalformedInput {
    int all = flags | fields.flags();
    long time = fields.moment(Field.TIME);
    if (time < 0) {
      time = reading.now();
      all |= Flag.UNTIMED.bit();
    }
    var passage =
        new Passage(
            fields.choice(Field.ACTION, Action.values()),
            fields.choice(Field.DIRECTION, Direction.values()),
            fields.text(Field.IFACE_IN),
            fields.text(Field.IFACE_OUT));
    return new Head(
        time,
        origin(),
        fields.endpoint(Field.SRC_IP, Field.SRC_PORT),
        fields.endpoint(Field.DST_IP, Field.DST_PORT),
        fields.protocol(),
        passages.one(passage),
        reading.extra(all, fields.detail(detail), line));
  }

  private Origin origin() throws MalformedInput {
    var sensor = fields.text(Field.SENSOR);
    var source = fields.text(Field.SOURCE);
    var own = reading.origin();
    return origins.one(
        new Origin(sensor == null ? own.sensor() : sensor, source == null ? own.source() : source));
  }

  private Event event(Kind kind, Head head) throws MalformedInput {
    return switch (kind) {
      case PACKET -> new PacketLogged(head, rule(), ip(), transport(), link());
      case STATE -> state(head);
      case ALERT -> alert(head);
      case REQUEST -> request(head);
      case FLOW -> new FlowObserved(head, flow(), layer(), counters(), span());
      case HONEYPOT -> honeypot(head);
    };
  }

  private Rule rule() throws MalformedInput {
    var rule =
        new Rule(
            fields.text(Field.RULE_ID),
            fields.text(Field.RULE_NAME),
            fields.text(Field.RULE_REASON));
    return rules.one(rule);
  }

  private PacketLogged.Ip ip() throws MalformedInput {
    return new PacketLogged.Ip(
        fields.small(Field.IP_LENGTH),
        fields.small(Field.IP_TTL),
        fields.small(Field.IP_TOS),
        fields.small(Field.IP_ID),
        fields.small(Field.IP_OFFSET),
        fields.text(Field.IP_FLAGS),
        fields.small(Field.IP_FLOWLABEL));
  }

  private Transport transport() throws MalformedInput {
    int payload = fields.small(Field.PAYLOAD);
    if (fields.hasAny(Field.TCP_FLAGS, Field.TCP_OPTIONS)) {
      return new Transport.Tcp(
          payload,
          tcpFlags(),
          fields.number(Field.TCP_SEQ),
          fields.number(Field.TCP_ACK),
          fields.small(Field.TCP_WINDOW),
          fields.small(Field.TCP_URGENT),
          fields.text(Field.TCP_OPTIONS));
    }
    if (fields.hasAny(Field.ICMP_TYPE, Field.ICMP_MTU)) {
      return new Transport.Icmp(
          payload,
          fields.small(Field.ICMP_TYPE),
          fields.small(Field.ICMP_CODE),
          fields.small(Field.ICMP_ID),
          fields.small(Field.ICMP_SEQ),
          fields.number(Field.ICMP_MTU));
    }
    return payload < 0 ? Transport.Other.UNKNOWN : new Transport.Other(payload);
  }

  private int tcpFlags() throws MalformedInput {
    var letters = fields.text(Field.TCP_FLAGS);
    if (letters == null) {
      return -1;
    }
    int bits = Transport.Tcp.bits(letters);
    if (bits < 0) {
      throw new MalformedInput("tcp.flags are not letters of FSRPAUEC");
    }
    return bits;
  }

  private PacketLogged.Link link() throws MalformedInput {
    var src = fields.text(Field.MAC_SRC);
    var dst = fields.text(Field.MAC_DST);
    return src == null && dst == null ? PacketLogged.Link.UNKNOWN : new PacketLogged.Link(src, dst);
  }

  private StateChanged state(Head head) throws MalformedInput {
    var change = fields.choice(Field.STATE_CHANGE, StateChanged.Change.values());
    if (change == null) {
      throw new MalformedInput("no state.change");
    }
    var state =
        new StateChanged.State(
            change, fields.text(Field.STATE_ID), fields.text(Field.STATE_CREATOR), rule());
    var nat =
        new StateChanged.Translation(
            fields.endpoint(Field.NAT_SRC_IP, Field.NAT_SRC_PORT),
            fields.endpoint(Field.NAT_DST_IP, Field.NAT_DST_PORT));
    return new StateChanged(head, state, nat, counters(), span());
  }

  private Counters counters() throws MalformedInput {
    return fields.hasAny(Field.SRC_PACKETS, Field.DST_BYTES)
        ? new Counters(
            fields.number(Field.SRC_PACKETS),
            fields.number(Field.SRC_BYTES),
            fields.number(Field.DST_PACKETS),
            fields.number(Field.DST_BYTES))
        : Counters.UNKNOWN;
  }

  private Span span() throws MalformedInput {
    return fields.hasAny(Field.START, Field.END)
        ? new Span(fields.moment(Field.START), fields.moment(Field.END))
        : Span.UNKNOWN;
  }

  private AlertRaised alert(Head head) throws MalformedInput {
    var signature =
        new AlertRaised.Signature(
            fields.required(Field.ALERT_SIGNATURE),
            fields.text(Field.ALERT_CATEGORY),
            fields.small(Field.ALERT_SEVERITY),
            fields.number(Field.ALERT_SID),
            fields.number(Field.ALERT_GID),
            fields.small(Field.ALERT_REV));
    return new AlertRaised(head, signature, fields.text(Field.FLOW_ID), fields.text(Field.APP));
  }

  private RequestServed request(Head head) throws MalformedInput {
    var request =
        new RequestServed.Request(
            fields.text(Field.HTTP_METHOD),
            fields.text(Field.HTTP_HOST),
            fields.text(Field.HTTP_PATH),
            fields.text(Field.HTTP_QUERY),
            fields.text(Field.HTTP_VERSION));
    var response =
        new RequestServed.Response(
            fields.small(Field.HTTP_STATUS),
            fields.number(Field.HTTP_BYTES),
            fields.number(Field.DURATION));
    var client =
        new RequestServed.Client(
            fields.text(Field.HTTP_AGENT),
            fields.text(Field.HTTP_REFERRER),
            fields.text(Field.HTTP_USER));
    return new RequestServed(head, request, response, client);
  }

  private FlowObserved.Flow flow() throws MalformedInput {
    return new FlowObserved.Flow(
        fields.required(Field.FLOW_TYPE),
        fields.text(Field.FLOW_ID),
        fields.text(Field.APP),
        fields.text(Field.FLOW_STATE));
  }

  private FlowObserved.Layer layer() throws MalformedInput {
    if (fields.hasAny(Field.DNS_QUERY, Field.DNS_RCODE)) {
      return new FlowObserved.Dns(
          fields.text(Field.DNS_QUERY), fields.text(Field.DNS_TYPE), fields.text(Field.DNS_RCODE));
    }
    if (fields.hasAny(Field.TLS_SNI, Field.TLS_JA4)) {
      return new FlowObserved.Tls(
          fields.text(Field.TLS_SNI),
          fields.text(Field.TLS_VERSION),
          fields.text(Field.TLS_SUBJECT),
          fields.text(Field.TLS_JA3),
          fields.text(Field.TLS_JA4));
    }
    return fields.hasAny(Field.SSH_CLIENT, Field.SSH_SERVER)
        ? new FlowObserved.Ssh(fields.text(Field.SSH_CLIENT), fields.text(Field.SSH_SERVER))
        : FlowObserved.Plain.PLAIN;
  }

  private HoneypotTouched honeypot(Head head) throws MalformedInput {
    var phase = fields.choice(Field.HONEYPOT_PHASE, HoneypotTouched.Phase.values());
    if (phase == null) {
      throw new MalformedInput("no honeypot.phase");
    }
    var visit =
        new HoneypotTouched.Visit(
            phase,
            fields.required(Field.HONEYPOT_SERVICE),
            fields.required(Field.HONEYPOT_SESSION),
            fields.text(Field.HONEYPOT_OUTCOME));
    var exchange =
        new HoneypotTouched.Exchange(
            fields.number(Field.DURATION),
            fields.number(Field.BYTES_IN),
            fields.number(Field.BYTES_OUT));
    var tried =
        new HoneypotTouched.Tried(
            fields.text(Field.HONEYPOT_USER),
            fields.text(Field.HONEYPOT_PASSWORD),
            fields.text(Field.HONEYPOT_CLIENT));
    return new HoneypotTouched(head, visit, exchange, tried);
  }
}
