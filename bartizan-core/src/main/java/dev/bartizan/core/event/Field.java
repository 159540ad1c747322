package dev.bartizan.core.event;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of events: the one table behind JSON, CSV, ECS, the query language, columns and
 * completion. A field has one type, the kinds that carry it, and one way to read it.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum Field {
  TIME("time", "@timestamp", "time of capture", Type.TIME, e -> e.head().time()),
  KIND("kind", "event.dataset", "kind of event", Kind.values(), e -> e.kind().text()),
  SENSOR("sensor", "observer.name", "installation that saw it", e -> e.head().origin().sensor()),
  SOURCE("source", "event.provider", "source that read it", e -> e.head().origin().source()),
  SRC_IP("src.ip", "source.ip", "address that sent it", side(e -> e.head().src())),
  SRC_PORT("src.port", "source.port", "port that sent it", Type.NUMBER, e -> e.head().src().port()),
  DST_IP("dst.ip", "destination.ip", "address it was for", side(e -> e.head().dst())),
  DST_PORT(
      "dst.port", "destination.port", "port it was for", Type.NUMBER, e -> e.head().dst().port()),
  PROTO("proto", "network.transport", "IP protocol", Type.PROTOCOL, e -> e.head().proto()),
  ACTION("action", "event.action", "what became of it", Action.values(), Field::action),
  DIRECTION(
      "direction", "network.direction", "which way it went", Direction.values(), Field::direction),
  IFACE_IN(
      "iface.in",
      "observer.ingress.interface.name",
      "interface it came in by",
      e -> e.head().passage().in()),
  IFACE_OUT(
      "iface.out",
      "observer.egress.interface.name",
      "interface it left by",
      e -> e.head().passage().out()),
  FLAGS("flags", "tags", "remarks", Type.FLAGS, e -> e.head().extra().flags()),

  RULE_ID(
      "rule.id", "rule.id", "number of the firewall rule", Field::ruleId, Kind.PACKET, Kind.STATE),
  RULE_NAME(
      "rule.name",
      "rule.name",
      "label or prefix of the firewall rule",
      Field::ruleName,
      Kind.PACKET,
      Kind.STATE),
  RULE_REASON(
      "rule.reason",
      "event.reason",
      "why the firewall logged it",
      e -> packet(e).rule().reason(),
      Kind.PACKET),
  IP_LENGTH(
      "ip.length",
      "network.bytes",
      "bytes of the packet",
      Type.NUMBER,
      e -> packet(e).ip().length(),
      Kind.PACKET),
  IP_TTL(
      "ip.ttl",
      "bartizan.ip.ttl",
      "time to live",
      Type.NUMBER,
      e -> packet(e).ip().ttl(),
      Kind.PACKET),
  IP_TOS(
      "ip.tos",
      "bartizan.ip.tos",
      "type of service",
      Type.NUMBER,
      e -> packet(e).ip().tos(),
      Kind.PACKET),
  IP_ID(
      "ip.id",
      "bartizan.ip.id",
      "identification",
      Type.NUMBER,
      e -> packet(e).ip().id(),
      Kind.PACKET),
  IP_OFFSET(
      "ip.offset",
      "bartizan.ip.offset",
      "fragment offset",
      Type.NUMBER,
      e -> packet(e).ip().offset(),
      Kind.PACKET),
  IP_FLAGS(
      "ip.flags", "bartizan.ip.flags", "fragment flags", e -> packet(e).ip().flags(), Kind.PACKET),
  IP_FLOWLABEL(
      "ip.flowlabel",
      "bartizan.ip.flowlabel",
      "IPv6 flow label",
      Type.NUMBER,
      e -> packet(e).ip().flowLabel(),
      Kind.PACKET),
  PAYLOAD(
      "payload",
      "bartizan.payload",
      "bytes after the transport header",
      Type.NUMBER,
      e -> packet(e).transport().payload(),
      Kind.PACKET),
  TCP_FLAGS(
      "tcp.flags",
      "bartizan.tcp.flags",
      "TCP flags",
      e -> Transport.Tcp.letters(tcp(e).flags()),
      Kind.PACKET),
  TCP_SEQ(
      "tcp.seq", "bartizan.tcp.seq", "TCP sequence", Type.NUMBER, e -> tcp(e).seq(), Kind.PACKET),
  TCP_ACK(
      "tcp.ack",
      "bartizan.tcp.ack",
      "TCP acknowledgement",
      Type.NUMBER,
      e -> tcp(e).ack(),
      Kind.PACKET),
  TCP_WINDOW(
      "tcp.window",
      "bartizan.tcp.window",
      "TCP window",
      Type.NUMBER,
      e -> tcp(e).window(),
      Kind.PACKET),
  TCP_URGENT(
      "tcp.urgent",
      "bartizan.tcp.urgent",
      "TCP urgent pointer",
      Type.NUMBER,
      e -> tcp(e).urgent(),
      Kind.PACKET),
  TCP_OPTIONS(
      "tcp.options", "bartizan.tcp.options", "TCP options", e -> tcp(e).options(), Kind.PACKET),
  ICMP_TYPE(
      "icmp.type",
      "bartizan.icmp.type",
      "ICMP type",
      Type.NUMBER,
      e -> icmp(e).type(),
      Kind.PACKET),
  ICMP_CODE(
      "icmp.code",
      "bartizan.icmp.code",
      "ICMP code",
      Type.NUMBER,
      e -> icmp(e).code(),
      Kind.PACKET),
  ICMP_ID(
      "icmp.id", "bartizan.icmp.id", "ICMP echo id", Type.NUMBER, e -> icmp(e).id(), Kind.PACKET),
  ICMP_SEQ(
      "icmp.seq",
      "bartizan.icmp.seq",
      "ICMP echo sequence",
      Type.NUMBER,
      e -> icmp(e).seq(),
      Kind.PACKET),
  ICMP_MTU(
      "icmp.mtu",
      "bartizan.icmp.mtu",
      "MTU the path allows",
      Type.NUMBER,
      e -> icmp(e).mtu(),
      Kind.PACKET),
  MAC_SRC(
      "mac.src",
      "source.mac",
      "link address that sent it",
      e -> packet(e).link().src(),
      Kind.PACKET),
  MAC_DST(
      "mac.dst",
      "destination.mac",
      "link address it was for",
      e -> packet(e).link().dst(),
      Kind.PACKET),

  STATE_CHANGE(
      "state.change",
      "bartizan.state.change",
      "what happened to the state",
      StateChanged.Change.values(),
      e -> state(e).state().change().text(),
      Kind.STATE),
  STATE_ID(
      "state.id", "bartizan.state.id", "id of the state", e -> state(e).state().id(), Kind.STATE),
  STATE_CREATOR(
      "state.creator",
      "bartizan.state.creator",
      "firewall that made the state",
      e -> state(e).state().creator(),
      Kind.STATE),
  NAT_SRC_IP(
      "nat.src.ip",
      "source.nat.ip",
      "source address after translation",
      side(e -> state(e).nat().src()),
      Kind.STATE),
  NAT_SRC_PORT(
      "nat.src.port",
      "source.nat.port",
      "source port after translation",
      Type.NUMBER,
      e -> state(e).nat().src().port(),
      Kind.STATE),
  NAT_DST_IP(
      "nat.dst.ip",
      "destination.nat.ip",
      "destination address after translation",
      side(e -> state(e).nat().dst()),
      Kind.STATE),
  NAT_DST_PORT(
      "nat.dst.port",
      "destination.nat.port",
      "destination port after translation",
      Type.NUMBER,
      e -> state(e).nat().dst().port(),
      Kind.STATE),

  SRC_PACKETS(
      "src.packets",
      "source.packets",
      "packets from the source",
      Type.NUMBER,
      e -> counters(e).srcPackets(),
      Kind.STATE,
      Kind.FLOW),
  SRC_BYTES(
      "src.bytes",
      "source.bytes",
      "bytes from the source",
      Type.NUMBER,
      e -> counters(e).srcBytes(),
      Kind.STATE,
      Kind.FLOW),
  DST_PACKETS(
      "dst.packets",
      "destination.packets",
      "packets from the destination",
      Type.NUMBER,
      e -> counters(e).dstPackets(),
      Kind.STATE,
      Kind.FLOW),
  DST_BYTES(
      "dst.bytes",
      "destination.bytes",
      "bytes from the destination",
      Type.NUMBER,
      e -> counters(e).dstBytes(),
      Kind.STATE,
      Kind.FLOW),
  START(
      "start",
      "event.start",
      "when it began",
      Type.TIME,
      e -> span(e).start(),
      Kind.STATE,
      Kind.FLOW),
  END("end", "event.end", "when it ended", Type.TIME, e -> span(e).end(), Kind.STATE, Kind.FLOW),

  ALERT_SIGNATURE(
      "alert.signature",
      "rule.description",
      "text of the signature",
      e -> alert(e).signature().text(),
      Kind.ALERT),
  ALERT_CATEGORY(
      "alert.category",
      "rule.category",
      "category of the signature",
      e -> alert(e).signature().category(),
      Kind.ALERT),
  ALERT_SEVERITY(
      "alert.severity",
      "event.severity",
      "1 is the worst",
      Type.NUMBER,
      e -> alert(e).signature().severity(),
      Kind.ALERT),
  ALERT_SID(
      "alert.sid",
      "bartizan.alert.sid",
      "id of the signature",
      Type.NUMBER,
      e -> alert(e).signature().sid(),
      Kind.ALERT),
  ALERT_GID(
      "alert.gid",
      "bartizan.alert.gid",
      "group of the signature",
      Type.NUMBER,
      e -> alert(e).signature().gid(),
      Kind.ALERT),
  ALERT_REV(
      "alert.rev",
      "rule.version",
      "revision of the signature",
      Type.NUMBER,
      e -> alert(e).signature().rev(),
      Kind.ALERT),
  FLOW_ID(
      "flow.id",
      "bartizan.flow.id",
      "flow the record belongs to",
      Field::flowId,
      Kind.ALERT,
      Kind.FLOW),
  APP("app", "network.protocol", "application protocol", Field::app, Kind.ALERT, Kind.FLOW),
  FLOW_TYPE(
      "flow.type", "bartizan.flow.type", "record type", e -> flow(e).flow().type(), Kind.FLOW),
  FLOW_STATE(
      "flow.state",
      "bartizan.flow.state",
      "state of the flow",
      e -> flow(e).flow().state(),
      Kind.FLOW),
  DNS_QUERY(
      "dns.query",
      "dns.question.name",
      "name asked for",
      e -> flow(e).layer() instanceof FlowObserved.Dns d ? d.query() : null,
      Kind.FLOW),
  DNS_TYPE(
      "dns.type",
      "dns.question.type",
      "type asked for",
      e -> flow(e).layer() instanceof FlowObserved.Dns d ? d.type() : null,
      Kind.FLOW),
  DNS_RCODE(
      "dns.rcode",
      "dns.response_code",
      "answer code",
      e -> flow(e).layer() instanceof FlowObserved.Dns d ? d.rcode() : null,
      Kind.FLOW),
  TLS_SNI(
      "tls.sni",
      "tls.client.server_name",
      "server name asked for",
      e -> flow(e).layer() instanceof FlowObserved.Tls t ? t.sni() : null,
      Kind.FLOW),
  TLS_VERSION(
      "tls.version",
      "tls.version",
      "TLS version",
      e -> flow(e).layer() instanceof FlowObserved.Tls t ? t.version() : null,
      Kind.FLOW),
  TLS_SUBJECT(
      "tls.subject",
      "tls.server.subject",
      "subject of the certificate",
      e -> flow(e).layer() instanceof FlowObserved.Tls t ? t.subject() : null,
      Kind.FLOW),
  TLS_JA3(
      "tls.ja3",
      "tls.client.ja3",
      "JA3 of the client",
      e -> flow(e).layer() instanceof FlowObserved.Tls t ? t.ja3() : null,
      Kind.FLOW),
  TLS_JA4(
      "tls.ja4",
      "tls.client.ja4",
      "JA4 of the client",
      e -> flow(e).layer() instanceof FlowObserved.Tls t ? t.ja4() : null,
      Kind.FLOW),
  SSH_CLIENT(
      "ssh.client",
      "bartizan.ssh.client",
      "banner of the client",
      e -> flow(e).layer() instanceof FlowObserved.Ssh s ? s.client() : null,
      Kind.FLOW),
  SSH_SERVER(
      "ssh.server",
      "bartizan.ssh.server",
      "banner of the server",
      e -> flow(e).layer() instanceof FlowObserved.Ssh s ? s.server() : null,
      Kind.FLOW),

  HTTP_METHOD(
      "http.method",
      "http.request.method",
      "method",
      e -> request(e).request().method(),
      Kind.REQUEST),
  HTTP_HOST(
      "http.host", "url.domain", "host asked", e -> request(e).request().host(), Kind.REQUEST),
  HTTP_PATH(
      "http.path", "url.path", "path asked for", e -> request(e).request().path(), Kind.REQUEST),
  HTTP_QUERY(
      "http.query",
      "url.query",
      "query asked with",
      e -> request(e).request().query(),
      Kind.REQUEST),
  HTTP_VERSION(
      "http.version",
      "http.version",
      "protocol version",
      e -> request(e).request().version(),
      Kind.REQUEST),
  HTTP_STATUS(
      "http.status",
      "http.response.status_code",
      "status answered",
      Type.NUMBER,
      e -> request(e).response().status(),
      Kind.REQUEST),
  HTTP_BYTES(
      "http.bytes",
      "http.response.body.bytes",
      "bytes answered",
      Type.NUMBER,
      e -> request(e).response().bytes(),
      Kind.REQUEST),
  HTTP_AGENT(
      "http.agent",
      "user_agent.original",
      "user agent",
      e -> request(e).client().agent(),
      Kind.REQUEST),
  HTTP_REFERRER(
      "http.referrer",
      "http.request.referrer",
      "referrer",
      e -> request(e).client().referrer(),
      Kind.REQUEST),
  HTTP_USER(
      "http.user",
      "user.name",
      "user that logged in",
      e -> request(e).client().user(),
      Kind.REQUEST),

  HONEYPOT_PHASE(
      "honeypot.phase",
      "bartizan.honeypot.phase",
      "opened or closed",
      HoneypotTouched.Phase.values(),
      e -> honeypot(e).visit().phase().text(),
      Kind.HONEYPOT),
  HONEYPOT_SERVICE(
      "honeypot.service",
      "bartizan.honeypot.service",
      "service that was played",
      e -> honeypot(e).visit().service(),
      Kind.HONEYPOT),
  HONEYPOT_SESSION(
      "honeypot.session",
      "bartizan.honeypot.session",
      "joins open and close",
      e -> honeypot(e).visit().session(),
      Kind.HONEYPOT),
  HONEYPOT_OUTCOME(
      "honeypot.outcome",
      "event.outcome",
      "how it ended",
      e -> honeypot(e).visit().outcome(),
      Kind.HONEYPOT),
  HONEYPOT_USER(
      "honeypot.user",
      "bartizan.honeypot.user",
      "user name tried",
      e -> honeypot(e).tried().user(),
      Kind.HONEYPOT),
  HONEYPOT_PASSWORD(
      "honeypot.password",
      "bartizan.honeypot.password",
      "password tried",
      e -> honeypot(e).tried().password(),
      Kind.HONEYPOT),
  HONEYPOT_CLIENT(
      "honeypot.client",
      "bartizan.honeypot.client",
      "banner or fingerprint",
      e -> honeypot(e).tried().client(),
      Kind.HONEYPOT),
  BYTES_IN(
      "bytes.in",
      "bartizan.bytes.in",
      "bytes from the client",
      Type.NUMBER,
      e -> honeypot(e).exchange().bytesIn(),
      Kind.HONEYPOT),
  BYTES_OUT(
      "bytes.out",
      "bartizan.bytes.out",
      "bytes to the client",
      Type.NUMBER,
      e -> honeypot(e).exchange().bytesOut(),
      Kind.HONEYPOT),
  DURATION(
      "duration",
      "event.duration",
      "microseconds taken",
      Type.NUMBER,
      Field::duration,
      Kind.REQUEST,
      Kind.HONEYPOT);

  /** What values a field has. */
  public enum Type {
    /** Text, compared by case; null when absent. */
    TEXT,
    /** A number from 0 to 2^53; -1 when absent. */
    NUMBER,
    /** An address; null when absent. */
    ADDRESS,
    /** Microseconds since the epoch, printed as RFC 3339 in UTC; -1 when absent. */
    TIME,
    /** An IP protocol number, printed as its name; -1 when absent. */
    PROTOCOL,
    /** A bit set of {@link Flag}, printed as their names; never absent. */
    FLAGS
  }

  /** Reads text. */
  @FunctionalInterface
  private interface Text {
    @Nullable String of(Event event);
  }

  /** Reads a number, a time, a protocol or flags. */
  @FunctionalInterface
  private interface Numeric {
    long of(Event event);
  }

  /** Reads an address, as part of its endpoint. */
  private record Side(Function<Event, Endpoint> of) {}

  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (var field : values()) {
      BY_NAME.put(field.text, field);
    }
  }

  private final String text;
  private final String ecs;
  private final String meaning;
  private final Type type;
  private final Set<Kind> kinds;
  private final List<String> values;
  private final Text textOf;
  private final Numeric numberOf;
  private final Side sideOf;

  Field(String name, String ecs, String meaning, Type type, Numeric number, Kind... kinds) {
    this(name, ecs, meaning, type, List.of(), kinds, _ -> null, number, side(_ -> Endpoint.NONE));
  }

  Field(String name, String ecs, String meaning, Text text, Kind... kinds) {
    this(name, ecs, meaning, Type.TEXT, List.of(), kinds, text, _ -> -1, side(_ -> Endpoint.NONE));
  }

  Field(String name, String ecs, String meaning, Enum<?>[] values, Text text, Kind... kinds) {
    this(
        name,
        ecs,
        meaning,
        Type.TEXT,
        Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList(),
        kinds,
        text,
        _ -> -1,
        side(_ -> Endpoint.NONE));
  }

  Field(String name, String ecs, String meaning, Side side, Kind... kinds) {
    this(name, ecs, meaning, Type.ADDRESS, List.of(), kinds, _ -> null, _ -> -1, side);
  }

  Field(
      String name,
      String ecs,
      String meaning,
      Type type,
      List<String> values,
      Kind[] kinds,
      Text textOf,
      Numeric numberOf,
      Side sideOf) {
    this.text = name;
    this.ecs = ecs;
    this.meaning = meaning;
    this.type = type;
    this.values = values;
    this.kinds =
        kinds.length == 0 ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(Arrays.asList(kinds));
    this.textOf = textOf;
    this.numberOf = numberOf;
    this.sideOf = sideOf;
  }

  /** The field of this name, or null. */
  public static @Nullable Field named(String name) {
    return BY_NAME.get(name);
  }

  /** The name in JSON, queries, columns and CSV headers. */
  public String text() {
    return text;
  }

  /** The name in the Elastic Common Schema, for {@code format=ecs}. */
  public String ecs() {
    return ecs;
  }

  /** What it says, for people. */
  public String meaning() {
    return meaning;
  }

  /** What values it has. */
  public Type type() {
    return type;
  }

  /** The only values it may have, lower case; empty when it is open. */
  public List<String> choices() {
    return values;
  }

  /** Whether events of this kind carry it. */
  public boolean in(Kind kind) {
    return kinds.contains(kind);
  }

  /** The kinds that carry it. */
  public Set<Kind> kinds() {
    return EnumSet.copyOf(kinds);
  }

  /**
   * The text of a {@link Type#TEXT} field; null when absent or when the event's kind does not carry
   * it.
   */
  public @Nullable String textOf(Event event) {
    return kinds.contains(event.kind()) ? textOf.of(event) : null;
  }

  /**
   * The number behind NUMBER, TIME, PROTOCOL and FLAGS fields; -1 when absent or when the event's
   * kind does not carry it.
   */
  public long numberOf(Event event) {
    return kinds.contains(event.kind()) ? numberOf.of(event) : -1;
  }

  /**
   * The address of an {@link Type#ADDRESS} field; null when absent or when the event's kind does
   * not carry it.
   */
  public @Nullable Address addressOf(Event event) {
    return kinds.contains(event.kind()) ? sideOf.of.apply(event).ip() : null;
  }

  private static Side side(Function<Event, Endpoint> of) {
    return new Side(of);
  }

  private static @Nullable String action(Event e) {
    var action = e.head().passage().action();
    return action == null ? null : action.text();
  }

  private static @Nullable String direction(Event e) {
    var direction = e.head().passage().direction();
    return direction == null ? null : direction.text();
  }

  private static Rule rule(Event e) {
    return e instanceof PacketLogged p ? p.rule() : state(e).state().rule();
  }

  private static @Nullable String ruleId(Event e) {
    return rule(e).id();
  }

  private static @Nullable String ruleName(Event e) {
    return rule(e).name();
  }

  private static @Nullable String flowId(Event e) {
    return e instanceof AlertRaised a ? a.flowId() : flow(e).flow().id();
  }

  private static @Nullable String app(Event e) {
    return e instanceof AlertRaised a ? a.app() : flow(e).flow().app();
  }

  private static long duration(Event e) {
    return e instanceof RequestServed r ? r.response().micros() : honeypot(e).exchange().micros();
  }

  private static Counters counters(Event e) {
    return e instanceof StateChanged s ? s.counters() : flow(e).counters();
  }

  private static Span span(Event e) {
    return e instanceof StateChanged s ? s.span() : flow(e).span();
  }

  private static PacketLogged packet(Event e) {
    return (PacketLogged) e;
  }

  private static Transport.Tcp tcp(Event e) {
    return ((PacketLogged) e).transport() instanceof Transport.Tcp tcp
        ? tcp
        : Transport.Tcp.UNKNOWN;
  }

  private static Transport.Icmp icmp(Event e) {
    return ((PacketLogged) e).transport() instanceof Transport.Icmp icmp
        ? icmp
        : Transport.Icmp.UNKNOWN;
  }

  private static StateChanged state(Event e) {
    return (StateChanged) e;
  }

  private static AlertRaised alert(Event e) {
    return (AlertRaised) e;
  }

  private static FlowObserved flow(Event e) {
    return (FlowObserved) e;
  }

  private static RequestServed request(Event e) {
    return (RequestServed) e;
  }

  private static HoneypotTouched honeypot(Event e) {
    return (HoneypotTouched) e;
  }
}
