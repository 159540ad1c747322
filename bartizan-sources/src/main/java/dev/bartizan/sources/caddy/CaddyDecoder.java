package dev.bartizan.sources.caddy;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.Decoded;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.Passage;
import dev.bartizan.core.event.RequestServed;
import dev.bartizan.core.event.RequestServed.Client;
import dev.bartizan.core.event.RequestServed.Request;
import dev.bartizan.core.event.RequestServed.Response;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.Line;
import dev.bartizan.core.pipeline.LineDecoder;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.Detail;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Names;
import dev.bartizan.sources.json.Numbers;
import dev.bartizan.sources.json.Reading;
import dev.bartizan.sources.json.Slots;
import dev.bartizan.sources.json.TextCache;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lines of Caddy's access log as RequestServed. The format is that of Caddy's {@code json} encoder
 * with its options and filters (caddyserver.com/docs/caddyfile/directives/log). Other messages of
 * Caddy are ignored. Values of cookies and credentials are never kept. Serves one thread.
 */
public final class CaddyDecoder implements LineDecoder {
  private static final int TS = 0;
  private static final int REQUEST = 1;
  private static final int USER = 2;
  private static final int DURATION = 3;
  private static final int SIZE = 4;
  private static final int STATUS = 5;
  private static final int RESPONSE_HEADERS = 6;
  private static final int BYTES_READ = 7;
  private static final int LOGGER = 8;
  private static final int MESSAGE = 9;
  private static final int LEVEL = 10;
  private static final Names TOP =
      Names.of(
          "ts",
          "request",
          "user_id",
          "duration",
          "size",
          "status",
          "resp_headers",
          "bytes_read",
          "logger",
          "msg",
          "level",
          "time",
          "timestamp",
          "@timestamp");

  private static final int REMOTE_IP = 15;
  private static final int REMOTE_PORT = 16;
  private static final int REMOTE_ADDR = 17;
  private static final int CLIENT_IP = 18;
  private static final int PROTO = 19;
  private static final int METHOD = 20;
  private static final int HOST = 21;
  private static final int URI = 22;
  private static final int HEADERS = 23;
  private static final int TLS = 24;
  private static final Names OF_REQUEST =
      Names.of(
          "remote_ip",
          "remote_port",
          "remote_addr",
          "client_ip",
          "proto",
          "method",
          "host",
          "uri",
          "headers",
          "tls");

  private static final int AGENT = 30;
  private static final int REFERRER = 31;
  private static final int FORWARDED_FOR = 32;
  private static final int FORWARDED = 33;
  private static final int REAL_IP = 34;
  private static final int CONNECTING_IP = 35;
  private static final Names OF_HEADERS =
      Names.of(
          "User-Agent", "Referer", "X-Forwarded-For", "Forwarded", "X-Real-Ip", "Cf-Connecting-Ip");

  private static final int CONTENT_TYPE = 40;
  private static final int AUTHENTICATE = 41;
  private static final Names OF_RESPONSE = Names.of("Content-Type", "Www-Authenticate");
  private static final int SLOTS = 42;

  private static final Passage PASSED = new Passage(Action.PASS, null, null, null);
  private static final Passage BLOCKED = new Passage(Action.BLOCK, null, null, null);

  private final Reading reading;
  private final JsonCursor cursor = new JsonCursor();
  private final TextCache cache = new TextCache();
  private final Slots slots = new Slots(cursor, cache, SLOTS);
  private final Detail detail = new Detail(cursor, cache);

  /** Without a clock: a record that has no usable time is malformed. */
  public CaddyDecoder(Origin origin) {
    this(new Reading(origin, false, null));
  }

  /**
   * As a source needs it.
   *
   * @param keepRaw whether events carry the line
   * @param clock for records without a usable time, which are flagged
   */
  public CaddyDecoder(Origin origin, boolean keepRaw, InstantSource clock) {
    this(new Reading(origin, keepRaw, clock));
  }

  private CaddyDecoder(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Decoded decode(Line line) throws MalformedInput {
    slots.clear();
    detail.clear();
    cursor.begin(line);
    boolean cut = false;
    try {
      read();
    } catch (MalformedInput refusal) {
      slots.takeCut(URI);
      cut = line.cut() && cursor.hasEnded() && hasEnough();
      if (!cut) {
        throw refusal;
      }
    }
    if (slots.kind(REQUEST) == JsonCursor.NONE) {
      return new Decoded.Ignored("no request: another of Caddy's messages");
    }
    return isAccess() ? event(line, cut) : new Decoded.Ignored("not from the access log");
  }

  private boolean hasEnough() {
    return slots.has(METHOD) && slots.has(URI) && (slots.has(REMOTE_IP) || slots.has(REMOTE_ADDR));
  }

  private boolean isAccess() {
    var logger = slots.text(LOGGER);
    return logger == null
        || logger.startsWith("http.log.access")
        || "handled request".equals(slots.text(MESSAGE));
  }

  private void read() throws MalformedInput {
    cursor.enterObject();
    for (int name = cursor.member(TOP); name != JsonCursor.END; name = cursor.member(TOP)) {
      switch (name) {
        case REQUEST -> readRequest();
        case RESPONSE_HEADERS -> readHeaders(OF_RESPONSE, CONTENT_TYPE);
        case JsonCursor.UNKNOWN -> keep();
        default -> slots.take(name > LEVEL ? TS : name);
      }
    }
    cursor.finish();
  }

  private void readRequest() throws MalformedInput {
    if (cursor.peek() != '{') {
      throw new MalformedInput("request is not an object");
    }
    slots.mark(REQUEST);
    cursor.enterObject();
    for (int name = cursor.member(OF_REQUEST);
        name != JsonCursor.END;
        name = cursor.member(OF_REQUEST)) {
      if (name == JsonCursor.UNKNOWN) {
        keep();
      } else if (name + REMOTE_IP == HEADERS) {
        readHeaders(OF_HEADERS, AGENT);
      } else {
        slots.take(name + REMOTE_IP);
      }
    }
  }

  /** Takes the first value of each header that is named, into the slots from {@code base} on. */
  private void readHeaders(Names names, int base) throws MalformedInput {
    if (cursor.peek() != '{') {
      cursor.value();
      return;
    }
    cursor.enterObject();
    for (int name = cursor.member(names); name != JsonCursor.END; name = cursor.member(names)) {
      if (name == JsonCursor.UNKNOWN) {
        cursor.value();
      } else {
        slots.takeFirst(base + name);
      }
    }
  }

  /** Adds a member that has no field to the detail. */
  private void keep() throws MalformedInput {
    int nameFrom = cursor.from();
    int nameTo = cursor.to();
    byte kind = cursor.value();
    detail.add(nameFrom, nameTo, cursor.from(), cursor.to(), kind <= JsonCursor.ESCAPED_TEXT);
  }

  private RequestServed event(Line line, boolean cut) throws MalformedInput {
    int flags = cut ? Flag.CUT.bit() : 0;
    long time = slots.moment(TS);
    if (time < 0) {
      time = reading.now();
      flags |= Flag.UNTIMED.bit();
    }
    var remote = remote();
    var src = client(remote);
    flags |= src.ip() == null ? Flag.MASKED.bit() : Trust.flags(src.ip());
    fillDetail(src.ip(), remote.ip());
    int status = slots.small(STATUS, 999);
    var version = slots.text(PROTO);
    int proto = version != null && version.startsWith("HTTP/3") ? IpProtocol.UDP : IpProtocol.TCP;
    var extra = reading.extra(flags, detail.text(), line);
    int colon = portAt();
    var dst = colon < 0 ? Endpoint.NONE : new Endpoint(null, port(colon));
    return new RequestServed(
        new Head(time, reading.origin(), src, dst, proto, passage(status), extra),
        request(colon, version),
        new Response(status, slots.whole(SIZE), Took.micros(slots, DURATION)),
        new Client(slots.filled(AGENT), slots.filled(REFERRER), slots.filled(USER)));
  }

  private static Passage passage(int status) {
    return status < 0 ? Passage.UNKNOWN : status == 403 || status == 429 ? BLOCKED : PASSED;
  }

  /** The peer of the connection, in the form of today or of before Caddy 2.5. */
  private Endpoint remote() {
    if (slots.has(REMOTE_IP)) {
      return new Endpoint(slots.address(REMOTE_IP), slots.small(REMOTE_PORT, 65535));
    }
    var both = slots.rare(REMOTE_ADDR);
    int colon = both == null ? -1 : both.lastIndexOf(':');
    if (both == null || colon < 0) {
      return Endpoint.NONE;
    }
    var bytes = both.substring(colon + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    long port = Numbers.whole(bytes, 0, bytes.length);
    var host = both.substring(0, colon).replace("[", "").replace("]", "");
    return new Endpoint(Address.parse(host), port > 65535 ? -1 : (int) port);
  }

  /** The client; its port is known only when it is the peer. */
  private Endpoint client(Endpoint remote) {
    if (!slots.has(CLIENT_IP)) {
      return remote;
    }
    var client = slots.address(CLIENT_IP);
    return Objects.equals(client, remote.ip()) ? remote : Endpoint.of(client);
  }

  private void fillDetail(@Nullable Address client, @Nullable Address remote) {
    if (client == null) {
      detail.add("client_ip", slots, CLIENT_IP);
    }
    if (remote == null || !remote.equals(client)) {
      detail.add("remote_ip", slots, REMOTE_IP);
    }
    if (slots.whole(BYTES_READ) > 0) {
      detail.add("bytes_read", slots, BYTES_READ);
    }
    detail.add("tls", slots, TLS);
    int mark = detail.open("headers");
    detail.add("X-Forwarded-For", slots, FORWARDED_FOR);
    detail.add("Forwarded", slots, FORWARDED);
    detail.add("X-Real-Ip", slots, REAL_IP);
    detail.add("Cf-Connecting-Ip", slots, CONNECTING_IP);
    detail.close(mark);
    mark = detail.open("resp_headers");
    detail.add("Content-Type", slots, CONTENT_TYPE);
    detail.add("Www-Authenticate", slots, AUTHENTICATE);
    detail.close(mark);
  }

  private Request request(int colon, @Nullable String version) {
    var host =
        colon < 0
            ? slots.filled(HOST)
            : cache.text(cursor.buffer(), slots.from(HOST), colon, slots.kind(HOST));
    int from = slots.from(URI);
    int to = slots.to(URI);
    int mark = slots.isText(URI) ? from : to;
    while (mark < to && cursor.buffer()[mark] != '?') {
      mark++;
    }
    byte kind = slots.kind(URI);
    var path = slots.isText(URI) ? cache.text(cursor.buffer(), from, mark, kind) : null;
    var query = mark < to ? slots.part(mark + 1, to, kind) : null;
    return new Request(slots.filled(METHOD), host, path, query, version);
  }

  /** Where the colon before the port stands in the host that was asked for, or -1. */
  private int portAt() {
    if (slots.kind(HOST) != JsonCursor.TEXT) {
      return -1;
    }
    int colon = slots.to(HOST) - 1;
    while (colon >= slots.from(HOST) && cursor.buffer()[colon] != ':') {
      colon--;
    }
    return colon >= slots.from(HOST) && port(colon) >= 0 ? colon : -1;
  }

  private int port(int colon) {
    long port = Numbers.whole(cursor.buffer(), colon + 1, slots.to(HOST));
    return port > 65535 ? -1 : (int) port;
  }
}
