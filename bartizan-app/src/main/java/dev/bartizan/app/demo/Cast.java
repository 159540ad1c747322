package dev.bartizan.app.demo;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who appears. All addresses outside are from the documentation ranges of RFC 5737 and RFC 3849;
 * the network behind the edge is 10.0.0.0/24.
 */
final class Cast {
  /** Met by the firewall, the state table, Suricata, Caddy and the honeypot alike. */
  static final Address VILLAIN = Address.of("203.0.113.66");

  static final Address SWEEPER = Address.of("203.0.113.7");
  static final Address PORT_SCANNER = Address.of("203.0.113.21");
  static final Address SLOW_SCANNER = Address.of("203.0.113.99");
  static final Address FORCER = Address.of("203.0.113.45");
  static final Address FORCER_V6 = Address.of("2001:db8:bad::45");
  static final Address FAKE_CRAWLER = Address.of("203.0.113.150");

  static final Address EDGE = Address.of("192.0.2.1");
  static final Address WEB = Address.of("192.0.2.10");
  static final Address WEB_V6 = Address.of("2001:db8:1::10");
  static final Address HONEYPOT = Address.of("192.0.2.22");
  static final Address HONEYPOT_V6 = Address.of("2001:db8:1::22");
  static final Address RESOLVER = Address.of("192.0.2.53");

  static final String CRAWLER_AGENT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  static final List<Address> NOISE =
      Stream.concat(
              IntStream.range(1, 180).mapToObj(i -> Address.v4(0xcb007100 | (i * 97 & 0xff))),
              IntStream.range(1, 90).mapToObj(i -> v6(0xbad, i * 0x10001L)))
          .toList();
  static final List<Address> VISITORS =
      IntStream.range(1, 700)
          .mapToObj(i ->
              i % 5 == 0 || i > 250
                  ? v6(0xa000 + i % 97, i * 0x3_0007_1c11L)
                  : Address.v4(0xc6336400 | i))
          .toList();
  static final List<Address> CRAWLERS =
      IntStream.range(1, 9).mapToObj(i -> v6(0xc4a1, 0x6600 + i)).toList();
  static final List<Address> INSIDE =
      IntStream.range(20, 60).mapToObj(i -> Address.v4(0x0a000000 | i)).toList();

  static final List<String> AGENTS = lines("agents.txt");
  static final List<String> PAGES = lines("pages.txt");
  static final List<String> PROBES = lines("probes.txt");
  static final List<String> SITES = lines("sites.txt");
  static final List<Secret> SECRETS = lines("credentials.txt").stream().map(Secret::of).toList();
  static final List<Signature> SIGNATURES =
      lines("signatures.txt").stream().map(Signature::of).toList();

  /** A user and a password that are tried. */
  record Secret(String user, String password) {
    static Secret of(String line) {
      int space = line.indexOf(' ');
      return new Secret(line.substring(0, space), line.substring(space + 1));
    }
  }

  /** What Suricata knows. */
  record Signature(int sid, int severity, String category, String text) {
    static Signature of(String line) {
      var part = line.split("\\|", 4);
      return new Signature(Integer.parseInt(part[0]), Integer.parseInt(part[1]), part[2], part[3]);
    }
  }

  private Cast() {}

  static Endpoint web(boolean v4) {
    return new Endpoint(v4 ? WEB : WEB_V6, 443);
  }

  private static Address v6(int net, long host) {
    return new Address(0x2001_0db8_0000_0000L | (net & 0xffff_ffffL), host);
  }

  private static List<String> lines(String name) {
    try (var in = Cast.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
