package dev.bartizan.sources.eve;

import dev.bartizan.core.event.Counters;
import dev.bartizan.core.event.FlowObserved.Dns;
import dev.bartizan.core.event.FlowObserved.Layer;
import dev.bartizan.core.event.FlowObserved.Plain;
import dev.bartizan.core.event.FlowObserved.Ssh;
import dev.bartizan.core.event.FlowObserved.Tls;
import dev.bartizan.core.event.Span;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;
import dev.bartizan.sources.json.Numbers;
import org.jspecify.annotations.Nullable;

/** What FlowObserved holds beside its head, out of one object of a record. */
final class Layers {
  private final JsonCursor cursor;
  private final Members deeper;

  Layers(JsonCursor cursor, Members deeper) {
    this.cursor = cursor;
    this.deeper = deeper;
  }

  /**
   * DNS in the forms of Suricata 4 (flat), 5 to 7 (version 2; in alerts with {@code query} and
   * {@code answer}) and 8 (version 3, {@code queries}).
   */
  Layer dns(Members dns) throws MalformedInput {
    var query = dns.rare(Inner.RRNAME);
    var type = dns.text(Inner.RRTYPE);
    var rcode = dns.text(Inner.RCODE);
    if (query == null && (question(dns, Inner.QUERIES) || question(dns, Inner.QUERY))) {
      query = deeper.rare(Inner.RRNAME);
      type = type == null ? deeper.text(Inner.RRTYPE) : type;
    }
    if (Inner.read(dns, Inner.ANSWER, deeper)) {
      query = query == null ? deeper.rare(Inner.RRNAME) : query;
      type = type == null ? deeper.text(Inner.RRTYPE) : type;
      rcode = rcode == null ? deeper.text(Inner.RCODE) : rcode;
    }
    return query == null && type == null && rcode == null
        ? Plain.PLAIN
        : new Dns(query, type, rcode);
  }

  /** Reads the first question of a list; the list stays in the detail. */
  private boolean question(Members dns, int name) throws MalformedInput {
    if (!dns.enter(name, JsonCursor.ARRAY)) {
      return false;
    }
    cursor.enterArray();
    if (!cursor.element() || cursor.peek() != '{') {
      return false;
    }
    deeper.read();
    return true;
  }

  Layer tls(Members tls) throws MalformedInput {
    var sni = tls.text(Inner.SNI);
    var version = tls.text(Inner.VERSION);
    var subject = tls.text(Inner.SUBJECT);
    var ja4 = tls.text(Inner.JA4);
    var ja3 = Inner.read(tls, Inner.JA3, deeper) ? deeper.text(Inner.HASH) : null;
    return sni == null && version == null && subject == null && ja3 == null && ja4 == null
        ? Plain.PLAIN
        : new Tls(sni, version, subject, ja3, ja4);
  }

  Layer ssh(Members ssh) throws MalformedInput {
    var client = banner(ssh, Inner.CLIENT);
    var server = banner(ssh, Inner.SERVER);
    return client == null && server == null ? Plain.PLAIN : new Ssh(client, server);
  }

  /** As it goes over the wire (RFC 4253, 4.2), when both parts are there. */
  private @Nullable String banner(Members ssh, int side) throws MalformedInput {
    if (!Inner.read(ssh, side, deeper)) {
      return null;
    }
    var version = deeper.text(Inner.PROTO_VERSION);
    var software = deeper.text(Inner.SOFTWARE_VERSION);
    return software == null ? null : version == null ? software : "SSH-" + version + "-" + software;
  }

  /** Of {@code flow} both ways, of {@code netflow} the one way that the record is about. */
  static Counters counters(Members flow) {
    long packets = flow.whole(Inner.PKTS_TOSERVER, Numbers.HIGHEST);
    long bytes = flow.whole(Inner.BYTES_TOSERVER, Numbers.HIGHEST);
    var counters =
        new Counters(
            packets < 0 ? flow.whole(Inner.PKTS, Numbers.HIGHEST) : packets,
            bytes < 0 ? flow.whole(Inner.BYTES, Numbers.HIGHEST) : bytes,
            flow.whole(Inner.PKTS_TOCLIENT, Numbers.HIGHEST),
            flow.whole(Inner.BYTES_TOCLIENT, Numbers.HIGHEST));
    return counters.equals(Counters.UNKNOWN) ? Counters.UNKNOWN : counters;
  }

  static Span span(Members flow) {
    long start = flow.moment(Inner.START);
    long end = flow.moment(Inner.STOP);
    return start < 0 && end < 0 ? Span.UNKNOWN : new Span(start, end);
  }
}
