package dev.bartizan.testkit;

import dev.bartizan.core.event.Action;
import dev.bartizan.core.event.AlertRaised;
import dev.bartizan.core.event.Counters;
import dev.bartizan.core.event.Direction;
import dev.bartizan.core.event.Event;
import dev.bartizan.core.event.Extra;
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
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events for tests: some plain ones by name, and a generator of all six kinds in which every field
 * is now and then absent, empty, IPv6, or full of quotes, percent signs and other scripts. Equal
 * generators yield equal events. Not for several threads.
 */
public final class Events {
  private static final List<String> ODD =
      List.of(
          "",
          "it's",
          "\"quoted\"",
          "100%",
          "a_b",
          "a%b",
          "back\\slash",
          "Grüße",
          "ÄÖÜ ß ẞ",
          "İstanbul",
          "日本語",
          "😀 smile",
          "tab\tline\nend",
          "'; DROP TABLE packet; --",
          "<script>alert(1)</script>",
          "nul\0byte",
          "null",
          "*star*");

  private final RandomGenerator random;
  private long clock;

  /**
   * A generator.
   *
   * @param start time near which the first event is, in microseconds; each next one is up to two
   *     seconds later, now and then somewhat earlier
   */
  public Events(RandomGenerator random, long start) {
    this.random = random;
    this.clock = start;
  }

  /** A blocked TCP SYN at this time. */
  public static PacketLogged blocked(Address src, int port, long micros) {
    var head =
        new Head(
            micros,
            Samples.FIREWALL,
            new Endpoint(src, 40_000),
            new Endpoint(src.isV4() ? Samples.SERVER : Samples.SERVER_V6, port),
            6,
            new Passage(Action.BLOCK, Direction.IN, "wan0", null),
            Extra.NONE);
    return new PacketLogged(
        head,
        new Rule("77", "default deny", "match"),
        new PacketLogged.Ip(60, 51, 0, 4711, 0, src.isV4() ? "DF" : null, src.isV4() ? -1 : 0),
        new Transport.Tcp(0, 2, 123_456_789L, -1, 64_240, -1, "mss;sackOK;TS;nop;wscale"),
        PacketLogged.Link.UNKNOWN);
  }

  /** A request at this time, passed. */
  public static RequestServed request(Address src, String path, int status, long micros) {
    var head =
        new Head(
            micros,
            Samples.WEB,
            new Endpoint(src, 50_000),
            new Endpoint(Samples.SERVER, 443),
            6,
            new Passage(Action.PASS, null, null, null),
            Extra.NONE);
    return new RequestServed(
        head,
        new RequestServed.Request("GET", "www.example.org", path, null, "HTTP/2.0"),
        new RequestServed.Response(status, 512, 1500),
        new RequestServed.Client("Mozilla/5.0", null, null));
  }

  /** This many events of any kind. */
  public List<Event> list(int count) {
    return IntStream.range(0, count).mapToObj(_ -> next()).toList();
  }

  /** An event of any kind. */
  public Event next() {
    return next(one(Kind.values()));
  }

  /** An event of this kind. */
  public Event next(Kind kind) {
    return switch (kind) {
      case PACKET ->
          new PacketLogged(
              head(Samples.FIREWALL),
              rule(),
              one(
                  PacketLogged.Ip.UNKNOWN,
                  new PacketLogged.Ip(
                      int16(), int8(), int8(), int16(), 8 * int8(), one("DF", "+", null), int16())),
              transport(),
              one(PacketLogged.Link.UNKNOWN, new PacketLogged.Link(mac(), mac())));
      case STATE ->
          new StateChanged(
              head(Samples.FIREWALL),
              new StateChanged.State(
                  one(StateChanged.Change.values()), word(), one("5dc7be91", null), rule()),
              one(
                  StateChanged.Translation.UNKNOWN,
                  new StateChanged.Translation(endpoint(), endpoint())),
              counters(),
              span());
      case ALERT ->
          new AlertRaised(
              head(Samples.IDS),
              new AlertRaised.Signature(
                  present(), word(), maybe(4), maybe(3_000_000), maybe(4), maybe(9)),
              word(),
              one("http", "tls", "ssh", null));
      case FLOW ->
          new FlowObserved(
              head(Samples.IDS),
              new FlowObserved.Flow(
                  one("flow", "dns", "tls"), word(), one("http", null), one("closed", null)),
              layer(),
              counters(),
              span());
      case REQUEST ->
          new RequestServed(
              head(Samples.WEB),
              new RequestServed.Request(
                  one("GET", "POST", null), word(), path(), word(), one("HTTP/1.1", "HTTP/2.0")),
              new RequestServed.Response(
                  one(200, 301, 404, 500, -1), maybe(1 << 20), maybe(1 << 30)),
              new RequestServed.Client(word(), word(), one("admin", null)));
      case HONEYPOT ->
          new HoneypotTouched(
              head(Samples.TRAP),
              new HoneypotTouched.Visit(
                  one(HoneypotTouched.Phase.values()),
                  one("ssh", "telnet"),
                  "s" + int16(),
                  one("closed", "timeout", null)),
              one(
                  HoneypotTouched.Exchange.UNKNOWN,
                  new HoneypotTouched.Exchange(maybe(1 << 20), maybe(9999), maybe(9999))),
              new HoneypotTouched.Tried(one("root", "admin", null), word(), word()));
    };
  }

  private Head head(Origin origin) {
    clock += random.nextInt(2_000_000);
    long time = random.nextInt(20) == 0 ? clock - random.nextInt(60_000_000) : clock;
    return new Head(
        time,
        origin,
        endpoint(),
        endpoint(),
        one(6, 6, 17, 1, 58, 132, -1),
        one(
            Passage.UNKNOWN,
            new Passage(Action.PASS, Direction.OUT, null, "lan0"),
            new Passage(Action.BLOCK, Direction.IN, "wan0", null),
            new Passage(null, Direction.FORWARD, "wan0", "lan0")),
        Extra.of(random.nextInt(4) == 0 ? random.nextInt(64) : 0, detail(), null));
  }

  private @Nullable String detail() {
    return one(null, null, null, "{\"note\":\"Größe 5%\"}", "{\"a\":{\"b_c\":[1,2]}}");
  }

  private Endpoint endpoint() {
    return new Endpoint(address(), one(-1, 0, 22, 53, 443, 65_535, int16()));
  }

  private @Nullable Address address() {
    return one(
        null,
        Samples.SCANNER,
        Samples.SCANNER_V6,
        Samples.VISITOR,
        Samples.SERVER,
        Samples.SERVER_V6,
        Address.of("fe80::1"),
        Address.of("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        Address.of("::"),
        Address.v4(0xcb007100 | int8()),
        new Address(0x2001_0db8_0000_0000L, random.nextLong()));
  }

  private Rule rule() {
    return one(Rule.UNKNOWN, new Rule(one("77", "0.userrules.4"), word(), one("match", null)));
  }

  private Transport transport() {
    return one(
        new Transport.Other(maybe(1500)),
        Transport.Tcp.UNKNOWN,
        Transport.Icmp.UNKNOWN,
        new Transport.Icmp(maybe(64), int8(), int8(), maybe(65_536), maybe(65_536), maybe(1500)),
        new Transport.Tcp(
            maybe(1460),
            int8(),
            random.nextLong(1L << 32),
            one(-1L, random.nextLong(1L << 32)),
            int16(),
            maybe(9),
            one("mss;nop", null)));
  }

  private FlowObserved.Layer layer() {
    return one(
        FlowObserved.Plain.PLAIN,
        new FlowObserved.Dns(word(), one("A", "AAAA", null), one("NOERROR", "NXDOMAIN", null)),
        new FlowObserved.Dns(null, null, null),
        new FlowObserved.Tls(word(), one("TLS 1.3", null), word(), word(), word()),
        new FlowObserved.Ssh(word(), word()));
  }

  private Counters counters() {
    return one(Counters.UNKNOWN, new Counters(maybe(99), maybe(1 << 30), maybe(99), maybe(99)));
  }

  private Span span() {
    return one(Span.UNKNOWN, new Span(clock - int16(), -1), new Span(clock - 9, clock + int16()));
  }

  private @Nullable String mac() {
    return one(null, "02:00:5e:00:53:%02x".formatted(int8()));
  }

  private @Nullable String path() {
    return one(null, "/", "/wp-login.php", "/wp-admin/", "/a%20b_c", "/ürl", "/" + int16());
  }

  private @Nullable String word() {
    return random.nextInt(3) == 0 ? null : present();
  }

  private String present() {
    return random.nextBoolean() ? ODD.get(random.nextInt(ODD.size())) : "word" + random.nextInt(9);
  }

  private int maybe(int bound) {
    return random.nextInt(4) == 0 ? -1 : random.nextInt(bound);
  }

  private int int8() {
    return random.nextInt(256);
  }

  private int int16() {
    return random.nextInt(65_536);
  }

  @SafeVarargs
  private <T extends @Nullable Object> T one(T... any) {
    return any[random.nextInt(any.length)];
  }
}
