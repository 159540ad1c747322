package dev.bartizan.sources.ulogd;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.PacketLogged.Link;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.event.Span;
import dev.bartizan.core.event.StateChanged;
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
 * Lines of ulogd2's JSON output, classic and {@code eventv1}: packets of an NFLOG stack as
 * PacketLogged, connections of an NFCT stack as StateChanged. The stack must hold IP2STR before
 * JSON. Lines need not be in the order of time: the kernel hands them over by group. Serves one
 * thread.
 */
public final class UlogdDecoder implements LineDecoder {
  private static final int ARP = 0x0806;
  private static final long LATEST = 9_000_000_000L;

  private final Reading reading;
  private final JsonCursor cursor = new JsonCursor();
  private final TextCache cache = new TextCache();
  private final Members keys = Key.members(cursor, cache);
  private final Detail detail = new Detail(cursor, cache);
  private final Few<Passage> passages = new Few<>();
  private final Few<Rule> rules = new Few<>();
  private final Few<Link> links = new Few<>();

  /** Without a clock: a record that has no usable time is malformed. */
  public UlogdDecoder(Origin origin) {
    this(new Reading(origin, false, null));
  }

  /**
   * As a source needs it.
   *
   * @param keepRaw whether events carry the line
   * @param clock for records without a usable time, which are flagged
   */
  public UlogdDecoder(Origin origin, boolean keepRaw, InstantSource clock) {
    this(new Reading(origin, keepRaw, clock));
  }

  private UlogdDecoder(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Decoded decode(Line line) throws MalformedInput {
    cursor.begin(line);
    detail.clear();
    int flags = 0;
    try {
      keys.read();
      cursor.finish();
    } catch (MalformedInput refusal) {
      if (!line.cut() || !cursor.hasEnded() || !keys.has(Key.SRC_IP) || !keys.has(Key.DEST_IP)) {
        throw refusal;
      }
      flags = Flag.CUT.bit();
    }
    if (keys.has(Key.CT_EVENT)) {
      return connection(line, flags);
    }
    if (keys.whole(Key.ETHERTYPE, 0xffff) == ARP) {
      return new Decoded.Ignored("ARP");
    }
    if (!keys.has(Key.CAPTURED) && !keys.has(Key.PREFIX)) {
      throw new MalformedInput("neither raw.pktlen nor ct.event: not ulogd's JSON");
    }
    return packet(line, flags);
  }

  private Event packet(Line line, int flags) throws MalformedInput {
    int proto = Headers.protocol(keys);
    var ip = Headers.ip(keys);
    var transport = Headers.transport(keys, proto, ip);
    var prefix = prefix();
    var rule = prefix == null ? Rule.UNKNOWN : rules.one(new Rule(null, prefix, null));
    var link = links.one(new Link(keys.text(Key.MAC_SRC), keys.text(Key.MAC_DST)));
    var passage = passage(prefix);
    int all = flags;
    long captured = keys.whole(Key.CAPTURED, Numbers.HIGHEST);
    if (captured >= 0 && captured < ip.length()) {
      all |= Flag.TRUNCATED.bit();
    }
    if (ip.offset() > 0) {
      all |= Flag.FRAGMENT.bit();
    }
    long time = time(keys, Key.TIME_SEC, Key.TIME_USEC);
    var src = endpoint(Key.SRC_IP, Key.SRC_PORT);
    var dst = endpoint(Key.DEST_IP, Key.DEST_PORT);
    return new PacketLogged(
        head(time, src, dst, proto, passage, all, line), rule, ip, transport, link);
  }

  private Event connection(Line line, int flags) throws MalformedInput {
    var state = Connections.state(keys);
    var span = Connections.span(keys);
    var nat = Connections.translation(keys);
    var counters = Connections.counters(keys);
    int proto = keys.small(Key.ORIG_PROTOCOL, 255);
    var src = original(Key.SRC_IP, Key.ORIG_SADDR, Key.ORIG_SPORT);
    var dst = original(Key.DEST_IP, Key.ORIG_DADDR, Key.ORIG_DPORT);
    long time = when(state.change(), span);
    var head =
        head(time, src, dst, proto < 0 ? IpProtocol.NONE : proto, Passage.UNKNOWN, flags, line);
    return new StateChanged(head, state, nat, counters, span);
  }

  /** A connection's own times are exact; the line's time may be a minute late. */
  private static long when(StateChanged.Change change, Span span) {
    return switch (change) {
      case CREATED -> span.start();
      case DELETED, CLEARED -> span.end();
      case UPDATED -> -1;
    };
  }

  private Endpoint original(int ip, int otherIp, int port) throws MalformedInput {
    var address = keys.address(ip);
    var other = keys.address(otherIp);
    if (address == null && other == null) {
      throw withoutAddress();
    }
    return new Endpoint(address == null ? other : address, keys.small(port, 65535));
  }

  private Endpoint endpoint(int ip, int port) throws MalformedInput {
    var address = keys.address(ip);
    if (address == null) {
      throw withoutAddress();
    }
    return new Endpoint(address, keys.small(port, 65535));
  }

  private static MalformedInput withoutAddress() {
    return new MalformedInput(
        "no src_ip and dest_ip as text: put IP2STR before JSON into ulogd's stack");
  }

  private @Nullable String prefix() {
    var prefix = keys.text(Key.PREFIX);
    return prefix == null || prefix.isBlank() ? null : prefix.strip();
  }

  private Passage passage(@Nullable String prefix) {
    var direction =
        switch (keys.small(Key.HOOK, 255)) {
          case 1 -> Direction.IN;
          case 2 -> Direction.FORWARD;
          case 3 -> Direction.OUT;
          default -> null;
        };
    return passages.one(new Passage(action(prefix), direction, filled(Key.IN), filled(Key.OUT)));
  }

  private @Nullable Action action(@Nullable String prefix) {
    var label = keys.text(Key.ACTION);
    if ("blocked".equals(label)) {
      return Action.BLOCK;
    }
    if ("allowed".equals(label)) {
      return Action.PASS;
    }
    return prefix == null ? null : Label.action(prefix);
  }

  private @Nullable String filled(int key) {
    var text = keys.text(key);
    return text == null || text.isEmpty() ? null : text;
  }

  /** The head; the time is the given one, else the line's own, else that of reading. */
  private Head head(
      long exact, Endpoint src, Endpoint dst, int proto, Passage passage, int flags, Line line)
      throws MalformedInput {
    int all = flags;
    long classic = keys.moment(Key.TIMESTAMP);
    long event = keys.moment(Key.AT_TIMESTAMP);
    long time = exact >= 0 ? exact : classic >= 0 ? classic : event;
    if (time < 0) {
      time = reading.now();
      all |= Flag.UNTIMED.bit();
    }
    return new Head(time, reading.origin(), src, dst, proto, passage, extra(all, line));
  }

  private dev.bartizan.core.event.Extra extra(int flags, Line line) {
    Key.leaveOut(keys);
    leaveOutZero(Key.MARK);
    leaveOutZero(Key.CT_MARK);
    keys.use(Key.IP_IHL);
    keys.use(Key.CAPTURED);
    keys.use(Key.ETHERTYPE);
    keys.rest(detail);
    return reading.extra(flags, detail.text(), line);
  }

  private void leaveOutZero(int key) {
    keys.whole(key, 0);
  }

  /** Seconds and microseconds since the epoch as microseconds, or -1. */
  static long time(Members keys, int seconds, int micros) {
    long whole = keys.whole(seconds, LATEST);
    int part = keys.small(micros, 999_999);
    return whole <= 0 ? -1 : whole * 1_000_000 + Math.max(0, part);
  }
}
