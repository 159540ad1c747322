package dev.bartizan.web;

import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Prefix;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, as far as it can be believed: what X-Forwarded headers say counts only
 * when a trusted proxy says it.
 *
 * @param direct the address that connected
 * @param client the address behind the trusted proxies; the same when there are none
 * @param scheme http or https; null when a proxy does not say
 * @param authority host and port that the client asked for; empty when it did not say
 */
record Peer(Address direct, Address client, @Nullable String scheme, String authority) {
  static Peer of(Context ctx, ConsoleConfig config) {
    var direct = Address.of(ctx.req().getRemoteAddr().replaceAll("[\\[\\]]|%.*", ""));
    var host = header(ctx, "Host");
    if (!trusted(direct, config.trustedProxies())) {
      return new Peer(direct, direct, ctx.req().getScheme(), host);
    }
    var scheme = ctx.header("X-Forwarded-Proto");
    var asked = header(ctx, "X-Forwarded-Host");
    return new Peer(
        direct,
        client(direct, ctx.header("X-Forwarded-For"), config.trustedProxies()),
        scheme == null ? null : scheme.strip().toLowerCase(Locale.ROOT),
        asked.isEmpty() ? host : asked);
  }

  private static String header(Context ctx, String name) {
    var value = ctx.header(name);
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean trusted(Address address, List<Prefix> proxies) {
    return proxies.stream().anyMatch(p -> p.contains(address));
  }

  /** The last address in the list that is no trusted proxy: those before it may be invented. */
  private static Address client(Address direct, @Nullable String forwarded, List<Prefix> proxies) {
    var client = direct;
    if (forwarded == null) {
      return client;
    }
    var hops = forwarded.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && trusted(client, proxies); i--) {
      var hop = Address.parse(hops[i].strip());
      if (hop == null) {
        return client;
      }
      client = hop;
    }
    return client;
  }

  /** Whether the client's connection is encrypted. */
  boolean isSecure() {
    return "https".equals(scheme);
  }

  /** The network that tries are counted by: an IPv4 address, or 64 bits of IPv6. */
  String network() {
    return client.isV4() ? client.toString() : Prefix.around(client, 64).toString();
  }

  /** Whether a page of this origin is one of ours. */
  boolean isOrigin(String origin) {
    var lower = origin.toLowerCase(Locale.ROOT);
    int end = lower.indexOf("://");
    if (end < 0 || authority.isEmpty()) {
      return false;
    }
    var theirs = lower.substring(0, end);
    var ours = scheme == null ? theirs : scheme;
    return theirs.equals(ours)
        && withPort(theirs, lower.substring(end + 3)).equals(withPort(ours, authority));
  }

  private static String withPort(String scheme, String authority) {
    boolean has = authority.lastIndexOf(':') > authority.lastIndexOf(']');
    return has ? authority : authority + (scheme.equals("https") ? ":443" : ":80");
  }
}
