package dev.bartizan.sources.ulogd;

import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;

/** The headers of a packet out of ulogd's keys. */
final class Headers {
  private static final int[] FLAGS = {
    Key.TCP_FIN, Key.TCP_SYN, Key.TCP_RST, Key.TCP_PSH, Key.TCP_ACK, Key.TCP_URG
  };
  private static final int ACK_BIT = 16;
  private static final int URG_BIT = 32;
  private static final int IPV6_HEADER = 40;
  private static final int MORE = 0x2000;
  private static final int DONT = 0x4000;
  private static final int RESERVED = 0x8000;
  private static final int OFFSET = 0x1fff;
  private static final long U32 = 0xffff_ffffL;

  private Headers() {}

  /** The transport's number: ulogd writes the last one of IPv6's chain into {@code ip.protocol}. */
  static int protocol(Members keys) {
    int proto = keys.small(Key.IP_PROTOCOL, 255);
    int last = keys.small(Key.IP6_NEXTHDR, 255);
    return proto >= 0 ? proto : last >= 0 ? last : IpProtocol.NONE;
  }

  static PacketLogged.Ip ip(Members keys) {
    if (keys.has(Key.IP6_PAYLOADLEN)) {
      int payload = keys.small(Key.IP6_PAYLOADLEN, 65535);
      return new PacketLogged.Ip(
          payload < 0 ? -1 : payload + IPV6_HEADER,
          keys.small(Key.IP6_HOPLIMIT, 255),
          keys.small(Key.IP6_PRIORITY, 255),
          -1,
          -1,
          null,
          keys.small(Key.IP6_FLOWLABEL, 0xfffff));
    }
    int fragment = keys.small(Key.IP_FRAGOFF, 65535);
    return new PacketLogged.Ip(
        keys.small(Key.IP_TOTLEN, 65535),
        keys.small(Key.IP_TTL, 255),
        keys.small(Key.IP_TOS, 255),
        keys.small(Key.IP_ID, 65535),
        fragment < 0 ? -1 : (fragment & OFFSET) * 8,
        flags(fragment),
        -1);
  }

  private static @org.jspecify.annotations.Nullable String flags(int fragment) {
    if (fragment < 0) {
      return null;
    }
    return (fragment & MORE) != 0
        ? "+"
        : (fragment & DONT) != 0 ? "DF" : (fragment & RESERVED) != 0 ? "rsvd" : "none";
  }

  /**
   * Bytes after the IP header, or -1; with IPv6 extension headers, whose length ulogd does not
   * tell, they count as payload.
   */
  private static int afterIp(Members keys, PacketLogged.Ip ip) {
    if (keys.has(Key.IP6_PAYLOADLEN)) {
      return keys.small(Key.IP6_PAYLOADLEN, 65535);
    }
    int words = keys.small(Key.IP_IHL, 15);
    return ip.length() < 0 || words < 5 ? -1 : Math.max(-1, ip.length() - words * 4);
  }

  static Transport transport(Members keys, int proto, PacketLogged.Ip ip) {
    if (keys.has(Key.TCP_SEQ)) {
      return tcp(keys);
    }
    int rest = afterIp(keys, ip);
    if (keys.has(Key.ICMP_TYPE)) {
      return icmp(keys, Key.ICMP_TYPE, rest);
    }
    if (keys.has(Key.ICMP6_TYPE)) {
      return icmp(keys, Key.ICMP6_TYPE, rest);
    }
    if (proto == IpProtocol.UDP) {
      int length = keys.small(Key.UDP_LEN, 65535);
      return length < 8 ? Transport.Other.UNKNOWN : new Transport.Other(length - 8);
    }
    boolean lacksHeader = proto == IpProtocol.TCP || isIcmp(proto);
    return lacksHeader || rest < 0 ? Transport.Other.UNKNOWN : new Transport.Other(rest);
  }

  private static boolean isIcmp(int proto) {
    return proto == IpProtocol.ICMP || proto == IpProtocol.ICMPV6;
  }

  private static Transport tcp(Members keys) {
    int flags = 0;
    for (int i = 0; i < FLAGS.length; i++) {
      flags |= keys.isSet(FLAGS[i]) ? 1 << i : 0;
    }
    long ack = keys.whole(Key.TCP_ACKSEQ, U32);
    int urgent = keys.small(Key.TCP_URGP, 65535);
    return new Transport.Tcp(
        -1,
        flags,
        keys.whole(Key.TCP_SEQ, U32),
        (flags & ACK_BIT) == 0 ? -1 : ack,
        keys.small(Key.TCP_WINDOW, 65535),
        (flags & URG_BIT) == 0 ? -1 : urgent,
        null);
  }

  /** The keys of both ICMPs follow upon their types in the same order. */
  private static Transport icmp(Members keys, int type, int rest) {
    return new Transport.Icmp(
        rest < 8 ? -1 : rest - 8,
        keys.small(type, 255),
        keys.small(type + 1, 255),
        keys.small(type + 2, 65535),
        keys.small(type + 3, 65535),
        type == Key.ICMP_TYPE && keys.kind(Key.ICMP_MTU) == JsonCursor.NUMBER
            ? keys.whole(Key.ICMP_MTU, U32)
            : -1);
  }
}
