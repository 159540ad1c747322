package dev.bartizan.sources.eve;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.AlertRaised.Signature;
import dev.bartizan.core.event.Counters;
import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.FlowObserved;
import dev.bartizan.core.event.FlowObserved.Flow;
import dev.bartizan.core.event.FlowObserved.Layer;
import dev.bartizan.core.event.FlowObserved.Plain;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.RequestServed.Client;
import dev.bartizan.core.event.RequestServed.Request;
import dev.bartizan.core.event.RequestServed.Response;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.event.Span;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.Detail;
import dev.bartizan.sources.json.Few;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;
import dev.bartizan.sources.json.Numbers;
import dev.bartizan.sources.json.Reading;
import dev.bartizan.sources.json.TextCache;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Suricata's EVE records, of Suricata 4 to 8 (docs.suricata.io, "EVE JSON Format"): alert and
 * anomaly as AlertRaised, drop as PacketLogged, http as RequestServed, stats as Measured, all other
 * types that name an address as FlowObserved. What has no field stays in the detail as it is. A
 * syslog header before the record is passed over. Serves one thread.
 */
public final class EveDecoder implements LineDecoder {
  private static final int LONGEST_HEADER = 512;

  private final Reading reading;
  private final JsonCursor cursor = new JsonCursor();
  private final TextCache cache = new TextCache();
  private final Members top = Top.members(cursor, cache);
  private final Members inner = Inner.members(cursor, cache);
  private final Members deeper = Inner.members(cursor, cache);
  private final Layers layers = new Layers(cursor, deeper);
  private final Detail detail = new Detail(cursor, null);
  private final Few<Passage> passages = new Few<>();
  private final Few<Rule> rules = new Few<>();

  /** Without a clock: a record that has no usable time is malformed. */
  public EveDecoder(Origin origin) {
    this(new Reading(origin, false, null));
  }

  /**
   * As a source needs it.
   *
   * @param keepRaw whether events carry the line
   * @param clock for records without a usable time, which are flagged
   */
  public EveDecoder(Origin origin, boolean keepRaw, InstantSource clock) {
    this(new Reading(origin, keepRaw, clock));
  }

  private EveDecoder(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Decoded decode(Line line) throws MalformedInput {
    int from = Math.min(start(line), line.offset() + line.length());
    cursor.begin(line.bytes(), from, line.offset() + line.length());
    detail.clear();
    boolean cut = false;
    try {
      top.read();
      cursor.finish();
    } catch (MalformedInput refusal) {
      cut = line.cut() && cursor.hasEnded() && top.has(Top.EVENT_TYPE) && top.has(Top.SRC_IP);
      if (!cut) {
        throw refusal;
      }
    }
    var type = top.text(Top.EVENT_TYPE);
    if (type == null) {
      throw new MalformedInput("no event_type: not an EVE record");
    }
    return decode(type, line, cut ? Flag.CUT.bit() : 0);
  }

  /** Where the record begins: after a syslog header, if there is one. */
  private static int start(Line line) {
    int from = line.offset();
    int end = Math.min(from + LONGEST_HEADER, from + line.length());
    if (from < end && (line.bytes()[from] == '<' || isLetter(line.bytes()[from]))) {
      while (from < end && line.bytes()[from] != '{') {
        from++;
      }
      return from < end ? from : line.offset();
    }
    return from;
  }

  private static boolean isLetter(byte c) {
    return c >= 'A' && c <= 'Z';
  }

  private Decoded decode(String type, Line line, int flags) throws MalformedInput {
    return switch (type) {
      case "alert" -> alert(line, flags);
      case "anomaly" -> anomaly(line, flags);
      case "drop" -> drop(line, flags);
      case "stats" -> stats();
      case "http" ->
          top.kind(Top.HTTP) == JsonCursor.OBJECT ? http(line, flags) : flow(type, line, flags);
      default -> flow(type, line, flags);
    };
  }

  private Decoded stats() throws MalformedInput {
    return top.enter(Top.STATS, JsonCursor.OBJECT)
        ? new Decoded.Measured(Statistics.read(cursor))
        : new Decoded.Ignored("stats without counters");
  }

  private Event alert(Line line, int flags) throws MalformedInput {
    if (!Inner.read(top, Top.ALERT, inner)) {
      throw new MalformedInput("alert record without an alert");
    }
    long sid = inner.whole(Inner.SIGNATURE_ID, Numbers.HIGHEST);
    var text = inner.text(Inner.SIGNATURE);
    var signature =
        new Signature(
            text == null ? "signature " + sid : text,
            inner.text(Inner.CATEGORY),
            inner.small(Inner.SEVERITY, 255),
            sid,
            inner.whole(Inner.GID, Numbers.HIGHEST),
            inner.small(Inner.REV, Integer.MAX_VALUE));
    var action = action(inner.peek(Inner.ACTION));
    if (action != null) {
      inner.use(Inner.ACTION);
    }
    return raised("alert", Top.ALERT, signature, action, top.text(Top.APP_PROTO), line, flags);
  }

  /** What the verdict says goes over what the alert says: Suricata 8 fills in both. */
  private @Nullable Action action(@Nullable String ofAlert) throws MalformedInput {
    if (Inner.read(top, Top.VERDICT, deeper)) {
      var verdict = deeper.text(Inner.ACTION);
      if ("drop".equals(verdict) || "reject".equals(verdict)) {
        return Action.BLOCK;
      }
    }
    return "blocked".equals(ofAlert)
        ? Action.BLOCK
        : "allowed".equals(ofAlert) ? Action.PASS : null;
  }

  private Event anomaly(Line line, int flags) throws MalformedInput {
    Inner.read(top, Top.ANOMALY, inner);
    var event = inner.text(Inner.EVENT);
    var type = inner.text(Inner.TYPE);
    var code = event == null ? inner.label(Inner.CODE) : null;
    var text = event != null ? event : code != null ? "anomaly " + code : "anomaly";
    var app = inner.text(Inner.APP_PROTO);
    var signature = new Signature(text, type, -1, -1, -1, -1);
    return raised(
        "anomaly",
        Top.ANOMALY,
        signature,
        null,
        app == null ? top.text(Top.APP_PROTO) : app,
        line,
        flags);
  }

  private Event raised(
      String name,
      int object,
      Signature signature,
      @Nullable Action action,
      @Nullable String app,
      Line line,
      int flags)
      throws MalformedInput {
    var flowId = top.label(Top.FLOW_ID);
    return new AlertRaised(head(name, object, action, line, flags), signature, flowId, app);
  }

  private Event drop(Line line, int flags) throws MalformedInput {
    Inner.read(top, Top.DROP, inner);
    var ip = Drops.ip(inner);
    var protocol = top.peek(Top.PROTO);
    int proto = protocol == null ? IpProtocol.NONE : IpProtocol.number(protocol);
    int type = top.small(Top.ICMP_TYPE, 255);
    int code = top.small(Top.ICMP_CODE, 255);
    var transport = Drops.transport(inner, proto, type, code);
    var rule = rules.one(Drops.rule(inner, top, deeper));
    var head = head("drop", Top.DROP, Action.BLOCK, line, flags);
    return new PacketLogged(head, rule, ip, transport, PacketLogged.Link.UNKNOWN);
  }

  private Event http(Line line, int flags) throws MalformedInput {
    Inner.read(top, Top.HTTP, inner);
    var url = inner.rare(Inner.URL);
    int mark = url == null ? -1 : url.indexOf('?');
    var protocol = inner.text(Inner.PROTOCOL);
    var number = protocol == null ? inner.text(Inner.VERSION) : null;
    var request =
        new Request(
            inner.text(Inner.HTTP_METHOD),
            inner.text(Inner.HOSTNAME),
            url == null || mark < 0 ? url : url.substring(0, mark),
            url == null || mark < 0 ? null : url.substring(mark + 1),
            number == null ? protocol : "HTTP/" + number);
    var response =
        new Response(
            inner.small(Inner.STATUS, 999), inner.whole(Inner.LENGTH, Numbers.HIGHEST), -1);
    var client = new Client(inner.text(Inner.HTTP_USER_AGENT), inner.text(Inner.HTTP_REFER), null);
    return new RequestServed(head("http", Top.HTTP, null, line, flags), request, response, client);
  }

  private Decoded flow(String type, Line line, int flags) throws MalformedInput {
    if (!top.has(Top.SRC_IP) && !top.has(Top.DEST_IP)) {
      return new Decoded.Ignored("a record without addresses");
    }
    int object = object(type);
    Layer layer = Plain.PLAIN;
    var counters = Counters.UNKNOWN;
    var span = Span.UNKNOWN;
    String state = null;
    if (object >= 0 && Inner.read(top, object, inner)) {
      layer = layer(object);
      if (object == Top.FLOW || object == Top.NETFLOW) {
        counters = Layers.counters(inner);
        span = Layers.span(inner);
        state = inner.text(Inner.STATE);
      }
    }
    var flow = new Flow(type, top.label(Top.FLOW_ID), top.text(Top.APP_PROTO), state);
    return new FlowObserved(head(type, object, null, line, flags), flow, layer, counters, span);
  }

  private static int object(String type) {
    return switch (type) {
      case "flow" -> Top.FLOW;
      case "netflow" -> Top.NETFLOW;
      case "dns" -> Top.DNS;
      case "tls" -> Top.TLS;
      case "ssh" -> Top.SSH;
      default -> -1;
    };
  }

  private Layer layer(int object) throws MalformedInput {
    return switch (object) {
      case Top.DNS -> layers.dns(inner);
      case Top.TLS -> layers.tls(inner);
      case Top.SSH -> layers.ssh(inner);
      default -> Plain.PLAIN;
    };
  }

  /** The head; of the object that the record is about, what is left goes into the detail. */
  private Head head(String name, int object, @Nullable Action action, Line line, int flags)
      throws MalformedInput {
    int all = flags;
    long time = top.moment(Top.TIMESTAMP);
    if (time < 0) {
      time = reading.now();
      all |= Flag.UNTIMED.bit();
    }
    var src = endpoint(Top.SRC_IP, Top.SRC_PORT);
    var dst = endpoint(Top.DEST_IP, Top.DEST_PORT);
    if (isMasked(Top.SRC_IP, src) || isMasked(Top.DEST_IP, dst)) {
      all |= Flag.MASKED.bit();
    }
    var passage = passages.one(new Passage(action, null, top.text(Top.IN_IFACE), null));
    int proto = protocol();
    if (object >= 0 && top.kind(object) == JsonCursor.OBJECT) {
      top.use(object);
      int mark = detail.open(name);
      inner.rest(detail);
      detail.close(mark);
    }
    top.rest(detail);
    var extra = reading.extra(all, detail.text(), line);
    return new Head(time, reading.origin(), src, dst, proto, passage, extra);
  }

  private int protocol() {
    var protocol = top.peek(Top.PROTO);
    int number = protocol == null ? IpProtocol.NONE : IpProtocol.number(protocol);
    if (number >= 0) {
      top.use(Top.PROTO);
    }
    return number;
  }

  private Endpoint endpoint(int ip, int port) {
    var address = top.address(ip);
    int number = top.small(port, 65535);
    return address == null && number < 0 ? Endpoint.NONE : new Endpoint(address, number);
  }

  private boolean isMasked(int ip, Endpoint endpoint) {
    return endpoint.ip() == null && top.has(ip);
  }
}
