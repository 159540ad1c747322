package dev.bartizan.sources.eve;

import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.Rule;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.IpProtocol;
import dev.bartizan.core.pipeline.MalformedInput;
import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;

/** The headers of a packet that Suricata dropped, out of the record's {@code drop} object. */
final class Drops {
  private static final int[] FLAGS = {
    Inner.FIN, Inner.SYN, Inner.RST, Inner.PSH, Inner.ACK, Inner.URG
  };
  private static final int IPV6_HEADER = 40;
  private static final int UDP_HEADER = 8;
  private static final int ACK_BIT = 16;
  private static final int URG_BIT = 32;
  private static final long U32 = 0xffff_ffffL;

  private Drops() {}

  /** For IPv6 Suricata prints the payload's length; here it is the packet's. */
  static PacketLogged.Ip ip(Members drop) {
    int hops = drop.small(Inner.HOPLIMIT, 255);
    int length = drop.small(Inner.LEN, 65535);
    if (hops >= 0) {
      return new PacketLogged.Ip(
          length < 0 ? -1 : length + IPV6_HEADER,
          hops,
          drop.small(Inner.TC, 255),
          -1,
          -1,
          null,
          drop.small(Inner.FLOWLBL, 0xfffff));
    }
    return new PacketLogged.Ip(
        length,
        drop.small(Inner.TTL, 255),
        drop.small(Inner.TOS, 255),
        drop.small(Inner.IPID, 65535),
        -1,
        null,
        -1);
  }

  static Transport transport(Members drop, int proto, int icmpType, int icmpCode) {
    if (proto == IpProtocol.TCP && drop.has(Inner.TCPSEQ)) {
      return tcp(drop);
    }
    int id = drop.small(Inner.ICMP_ID, 65535);
    int seq = drop.small(Inner.ICMP_SEQ, 65535);
    if (icmpType >= 0 || icmpCode >= 0 || id >= 0 || seq >= 0) {
      return new Transport.Icmp(-1, icmpType, icmpCode, id, seq, -1);
    }
    int length = drop.small(Inner.UDPLEN, 65535);
    return length < UDP_HEADER ? Transport.Other.UNKNOWN : new Transport.Other(length - UDP_HEADER);
  }

  private static Transport tcp(Members drop) {
    int flags = 0;
    for (int i = 0; i < FLAGS.length; i++) {
      flags |= drop.isSet(FLAGS[i]) ? 1 << i : 0;
    }
    long ack = drop.whole(Inner.TCPACK, U32);
    int urgent = drop.small(Inner.TCPURGP, 65535);
    return new Transport.Tcp(
        -1,
        flags,
        drop.whole(Inner.TCPSEQ, U32),
        (flags & ACK_BIT) == 0 ? -1 : ack,
        drop.small(Inner.TCPWIN, 65535),
        (flags & URG_BIT) == 0 ? -1 : urgent,
        null);
  }

  /** The rule that dropped it, when the record names one; the alert itself stays in the detail. */
  static Rule rule(Members drop, Members top, Members deeper) throws MalformedInput {
    var reason = drop.text(Inner.REASON);
    if (top.kind(Top.ALERT) != JsonCursor.OBJECT) {
      return new Rule(null, null, reason);
    }
    Inner.read(top, Top.ALERT, deeper);
    return new Rule(deeper.label(Inner.SIGNATURE_ID), deeper.text(Inner.SIGNATURE), reason);
  }
}
