package dev.bartizan.sources.filterlog;

import dev.bartizan.core.event.EventJson;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.event.Transport.Icmp;
import dev.bartizan.core.event.Transport.Other;
import dev.bartizan.core.event.Transport.Tcp;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.packet.ByteCache;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The values behind the addresses, by protocol. One per thread. */
final class TransportFields {
  private static final String LENGTH = "datalength=";
  private static final String BAD_OPTION = "[bad opt]";

  private final Fields fields;
  private final ByteCache<String> options = new ByteCache<>();
  private @Nullable String members;

  /** Ports of the packet in hand, or -1. */
  int srcPort;

  int dstPort;

  TransportFields(Fields fields) {
    this.fields = fields;
  }

  void clear(@Nullable String detail) {
    members = detail;
    srcPort = -1;
    dstPort = -1;
  }

  /** The detail object, or null. */
  @Nullable String detail() {
    return members == null ? null : "{" + members + "}";
  }

  void member(String member) {
    members = members == null ? member : members + "," + member;
  }

  /** What is wrong with the packet, in filterlog's words without their quotes. */
  void error(String text) {
    var words = text;
    if (text.startsWith("errormsg='")) {
      int end = text.indexOf('\'', 10);
      words = text.substring(10, end < 0 ? text.length() : end);
    }
    var member = new StringBuilder("\"error\":");
    EventJson.quote(member, words);
    member(member.toString());
  }

  Tcp tcp(int at) throws MalformedInput {
    ports(at);
    var length = fields.at(at + 2);
    int payload = length.startsWith("-") ? -1 : fields.number(at + 2, 65_535);
    int flags = fields.isEmpty(at + 3) ? 0 : Tcp.bits(fields.at(at + 3));
    if (flags < 0) {
      throw new MalformedInput("letters that are no TCP flags");
    }
    if (fields.at(at + 4).startsWith("errormsg=")) {
      error(fields.from(at + 4).toString());
      return new Tcp(-1, flags, -1, -1, -1, -1, null);
    }
    return new Tcp(
        payload,
        fields.count() > at + 3 ? flags : -1,
        fields.at(at + 4).numberBeforeColon(),
        fields.at(at + 5).number(0),
        fields.number(at + 6, 65_535),
        fields.number(at + 7, 65_535),
        options(at + 8));
  }

  /** What follows the mark of a bad option is no option. */
  private @Nullable String options(int at) {
    if (fields.isEmpty(at)) {
      return null;
    }
    byte[] b = fields.bytes();
    int from = fields.start(at);
    int to = fields.end(at);
    return options.get(
        b,
        from,
        to,
        () -> {
          var text = new String(b, from, to - from, StandardCharsets.UTF_8);
          int bad = text.indexOf(BAD_OPTION);
          return bad < 0 ? text : text.substring(0, bad + BAD_OPTION.length());
        });
  }

  Other udp(int at) throws MalformedInput {
    ports(at);
    int length = fields.number(at + 2, 65_535);
    return new Other(length >= 8 ? length - 8 : -1);
  }

  private void ports(int at) throws MalformedInput {
    srcPort = fields.number(at, 65_535);
    dstPort = fields.number(at + 1, 65_535);
  }

  Icmp icmp(int at, boolean v6) throws MalformedInput {
    int length = length(at);
    if (length < 0) {
      return oldIcmp(at, v6);
    }
    int payload = length >= 8 ? length - 8 : -1;
    var name = fields.at(at + 1).toString();
    if (name.isEmpty() || name.startsWith("truncated-icmp")) {
      return new Icmp(payload, -1, -1, -1, -1, -1);
    }
    int type = IcmpNames.type(name, v6);
    return new Icmp(
        payload,
        type,
        IcmpNames.code(type, fields.at(at + 2).toString(), v6),
        fields.number(at + 3, 65_535),
        fields.number(at + 4, 65_535),
        fields.at(at + 5).number(0));
  }

  /** pfSense's form: a name, then what belongs to it. */
  private Icmp oldIcmp(int at, boolean v6) throws MalformedInput {
    int known = IcmpNames.old(fields.at(at).toString());
    if (known < 0) {
      return Icmp.UNKNOWN;
    }
    int type = known >> 8;
    int code = (known & 255) == 255 ? -1 : known & 255;
    return switch (type) {
      case 0, 8, 13, 14 ->
          new Icmp(
              -1,
              v6 ? echo(type) : type,
              code,
              fields.number(at + 1, 65_535),
              fields.number(at + 2, 65_535),
              -1);
      case 3 -> new Icmp(-1, type, code, -1, -1, code == 4 ? fields.at(at + 2).number(0) : -1);
      default -> new Icmp(-1, type, code, -1, -1, -1);
    };
  }

  private static int echo(int type) {
    return type == 8 ? 128 : type == 0 ? 129 : -1;
  }

  /** CARP and VRRP: type, ttl, virtual host, version, skew and base of advertisements. */
  Transport carp(int at) throws MalformedInput {
    if (fields.at(at).startsWith(LENGTH)) {
      return other(at);
    }
    var member = new StringBuilder("\"carp\":{\"type\":");
    EventJson.quote(member, fields.at(at));
    member.append(",\"vhid\":").append(fields.number(at + 2, 255));
    member.append(",\"version\":").append(fields.number(at + 3, 255));
    member.append(",\"advskew\":").append(fields.number(at + 4, 255));
    member.append(",\"advbase\":").append(fields.number(at + 5, 255)).append('}');
    member(member.toString());
    return Other.UNKNOWN;
  }

  Other other(int at) throws MalformedInput {
    return new Other(length(at));
  }

  /** The value of {@code datalength=}, or -1. */
  private int length(int at) throws MalformedInput {
    var text = fields.at(at);
    long length = text.startsWith(LENGTH) ? text.number(LENGTH.length()) : -1;
    return (int) Math.min(length, Integer.MAX_VALUE);
  }
}
