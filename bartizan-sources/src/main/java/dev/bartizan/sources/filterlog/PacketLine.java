package dev.bartizan.sources.filterlog;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Extra;
import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.Head;
import dev.bartizan.core.event.Origin;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.PacketLogged.Ip;
import dev.bartizan.core.event.PacketLogged.Link;
import dev.bartizan.core.event.Raw;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.net.Endpoint;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.ByteCache;
import org.jspecify.annotations.Nullable;

/**
 * filterlog's own text (print-ip.c and print-ip6.c of OPNsense's ports, and pfSense's grammar):
 * values by place, with a remark put in where something was cut. One per thread.
 */
final class PacketLine {
  private static final int VERSION = RuleField.FIELDS;

  private final Origin origin;
  private final ByteCache<RuleField> rules = new ByteCache<>();
  private final Fields fields = new Fields();
  private final TransportFields transports = new TransportFields(fields);

  private int flags;
  private int protocol;
  private Ip ip = Ip.UNKNOWN;
  private @Nullable Address src;
  private @Nullable Address dst;

  /** Where the transport's values begin. */
  private int rest;

  PacketLine(Origin origin) {
    this.origin = origin;
  }

  PacketLogged decode(byte[] b, int from, int to, long time, int given, @Nullable Raw raw)
      throws MalformedInput {
    fields.over(b, from, to);
    if (fields.count() <= VERSION || !isDirection(fields.at(7)) || fields.isEmpty(6)) {
      throw new MalformedInput("not the values of filterlog");
    }
    var rule = rules.get(b, from, fields.end(VERSION - 1), () -> RuleField.of(fields));
    clear(given);
    transports.clear(rule.detail());
    var transport = packet();
    var extra = Extra.of(flags, transports.detail(), raw);
    var head =
        new Head(
            time,
            origin,
            endpoint(src, transports.srcPort),
            endpoint(dst, transports.dstPort),
            protocol,
            rule.passage(),
            extra);
    return new PacketLogged(head, rule.rule(), ip, transport, Link.UNKNOWN);
  }

  private static boolean isDirection(Text text) {
    return text.is("in") || text.is("out") || text.is("in/out") || text.startsWith("unk");
  }

  private void clear(int given) {
    flags = given;
    protocol = IpProtocol.NONE;
    ip = Ip.UNKNOWN;
    src = null;
    dst = null;
  }

  private static Endpoint endpoint(@Nullable Address ip, int port) {
    return ip == null ? Endpoint.NONE : new Endpoint(ip, port);
  }

  private Transport packet() throws MalformedInput {
    int version = fields.number(VERSION, 15);
    int at = remark(VERSION + 1);
    if (version != 4 && version != 6) {
      transports.error("IP version " + version);
      return Transport.Other.UNKNOWN;
    }
    if (at < 0) {
      return Transport.Other.UNKNOWN;
    }
    if (version == 4) {
      v4(at);
    } else {
      v6(at);
    }
    return above(version == 6);
  }

  /** Heeds what filterlog says of a cut or broken header; -1 when nothing follows. */
  private int remark(int at) {
    var text = fields.at(at);
    if (text.startsWith("truncated-ip") || text.startsWith("error='truncated-ip")) {
      flags |= Flag.TRUNCATED.bit();
      return fields.isEmpty(at + 1) ? -1 : at + 1;
    }
    if (text.startsWith("bad-") || text.is("[|ip]")) {
      transports.error(text.toString());
      return -1;
    }
    return at;
  }

  private void v4(int at) throws MalformedInput {
    addresses(at + 9);
    int offset = fields.number(at + 4, 65_535);
    ip =
        new Ip(
            fields.number(at + 8, 65_535),
            fields.number(at + 2, 255),
            hex(at, 255),
            fields.number(at + 3, 65_535),
            offset,
            fragmentation(at + 5),
            -1);
    protocol = fields.number(at + 6, 255);
    rest = at + 11;
    if (offset > 0) {
      flags |= Flag.FRAGMENT.bit();
    }
  }

  private void v6(int at) throws MalformedInput {
    addresses(at + 6);
    int payload = fields.number(at + 5, 65_535);
    int hops = fields.number(at + 2, 255);
    int label = hex(at + 1, 0xfffff);
    ip = new Ip(payload < 0 ? -1 : payload + 40, hops, hex(at, 255), -1, -1, null, label);
    protocol = fields.number(at + 4, 255);
    rest = at + 8;
  }

  private void addresses(int at) throws MalformedInput {
    src = fields.at(at).address();
    dst = fields.at(at + 1).address();
    if (src == null || dst == null) {
      throw new MalformedInput("no addresses in their place");
    }
  }

  private int hex(int field, int most) throws MalformedInput {
    long number = fields.at(field).hex();
    if (number > most) {
      throw new MalformedInput("field " + (field + 1) + " is more than " + most);
    }
    return (int) number;
  }

  private @Nullable String fragmentation(int field) {
    var text = fields.at(field);
    return text.is("DF")
        ? "DF"
        : text.is("none")
            ? "none"
            : text.is("+") ? "+" : text.length() == 0 ? null : text.toString();
  }

  private Transport above(boolean v6) throws MalformedInput {
    var text = fields.at(rest);
    if (v6 && (text.startsWith("truncated-ip6") || text.is("INVALIDOPT"))) {
      return lost(text.toString());
    }
    if (Flag.FRAGMENT.in(flags) || (text.length() == 0 && fields.count() <= rest + 1)) {
      return Transport.Other.UNKNOWN;
    }
    if (text.startsWith("errormsg=")) {
      transports.error(fields.from(rest).toString());
      return protocol == IpProtocol.TCP ? Transport.Tcp.UNKNOWN : Transport.Other.UNKNOWN;
    }
    return switch (protocol) {
      case IpProtocol.TCP -> transports.tcp(rest);
      case IpProtocol.UDP -> transports.udp(rest);
      case IpProtocol.ICMP -> icmp(false);
      case IpProtocol.ICMPV6 -> icmp(true);
      case IpProtocol.CARP -> transports.carp(rest);
      default -> transports.other(rest);
    };
  }

  private Transport icmp(boolean v6) throws MalformedInput {
    if (fields.at(rest + 1).startsWith("truncated-icmp")) {
      flags |= Flag.TRUNCATED.bit();
    }
    return transports.icmp(rest, v6);
  }

  /** filterlog lost its way in the extension headers: what it took for the protocol is none. */
  private Transport lost(String remark) {
    protocol = IpProtocol.NONE;
    var member = new StringBuilder("\"unread\":");
    EventJson.quote(member, remark);
    transports.member(member.toString());
    return Transport.Other.UNKNOWN;
  }
}
