package dev.bartizan.sources.ulogd;

import dev.bartizan.sources.json.JsonCursor;
import dev.bartizan.sources.json.Members;
import dev.bartizan.sources.json.Names;
import dev.bartizan.sources.json.TextCache;

/** The keys of ulogd that fields are made of, and those that say nothing new. */
final class Key {
  static final int TIMESTAMP = 0;
  static final int AT_TIMESTAMP = 1;
  static final int PREFIX = 2;
  static final int TIME_SEC = 3;
  static final int TIME_USEC = 4;
  static final int HOOK = 5;
  static final int ACTION = 6;
  static final int IN = 7;
  static final int OUT = 8;
  static final int SRC_IP = 9;
  static final int DEST_IP = 10;
  static final int SRC_PORT = 11;
  static final int DEST_PORT = 12;
  static final int MAC_SRC = 13;
  static final int MAC_DST = 14;
  static final int CAPTURED = 15;
  static final int IP_PROTOCOL = 16;
  static final int IP_TOS = 17;
  static final int IP_TTL = 18;
  static final int IP_TOTLEN = 19;
  static final int IP_IHL = 20;
  static final int IP_ID = 21;
  static final int IP_FRAGOFF = 22;
  static final int IP6_PAYLOADLEN = 23;
  static final int IP6_PRIORITY = 24;
  static final int IP6_FLOWLABEL = 25;
  static final int IP6_HOPLIMIT = 26;
  static final int IP6_NEXTHDR = 27;
  static final int TCP_SEQ = 28;
  static final int TCP_ACKSEQ = 29;
  static final int TCP_WINDOW = 30;
  static final int TCP_FIN = 31;
  static final int TCP_SYN = 32;
  static final int TCP_RST = 33;
  static final int TCP_PSH = 34;
  static final int TCP_ACK = 35;
  static final int TCP_URG = 36;
  static final int TCP_URGP = 37;
  static final int UDP_LEN = 38;
  static final int ICMP_TYPE = 39;
  static final int ICMP_CODE = 40;
  static final int ICMP_ID = 41;
  static final int ICMP_SEQ = 42;
  static final int ICMP_MTU = 43;
  static final int ICMP6_TYPE = 44;
  static final int ICMP6_CODE = 45;
  static final int ICMP6_ID = 46;
  static final int ICMP6_SEQ = 47;
  static final int CT_EVENT = 48;
  static final int CT_ID = 49;
  static final int ORIG_PROTOCOL = 50;
  static final int ORIG_SPORT = 51;
  static final int ORIG_DPORT = 52;
  static final int ORIG_BYTES = 53;
  static final int ORIG_PACKETS = 54;
  static final int REPLY_SADDR = 55;
  static final int REPLY_DADDR = 56;
  static final int REPLY_SPORT = 57;
  static final int REPLY_DPORT = 58;
  static final int REPLY_BYTES = 59;
  static final int REPLY_PACKETS = 60;
  static final int START_SEC = 61;
  static final int START_USEC = 62;
  static final int END_SEC = 63;
  static final int END_USEC = 64;
  static final int ETHERTYPE = 65;
  static final int MARK = 66;
  static final int CT_MARK = 67;
  static final int ORIG_SADDR = 68;
  static final int ORIG_DADDR = 69;

  /** From here on: checksums, constants and repetitions, which are left out. */
  static final int FIRST_SUPERFLUOUS = 70;

  private static final String[] TEXTS = {
    "timestamp",
    "@timestamp",
    "oob.prefix",
    "oob.time.sec",
    "oob.time.usec",
    "oob.hook",
    "action",
    "oob.in",
    "oob.out",
    "src_ip",
    "dest_ip",
    "src_port",
    "dest_port",
    "mac.saddr.str",
    "mac.daddr.str",
    "raw.pktlen",
    "ip.protocol",
    "ip.tos",
    "ip.ttl",
    "ip.totlen",
    "ip.ihl",
    "ip.id",
    "ip.fragoff",
    "ip6.payloadlen",
    "ip6.priority",
    "ip6.flowlabel",
    "ip6.hoplimit",
    "ip6.nexthdr",
    "tcp.seq",
    "tcp.ackseq",
    "tcp.window",
    "tcp.fin",
    "tcp.syn",
    "tcp.rst",
    "tcp.psh",
    "tcp.ack",
    "tcp.urg",
    "tcp.urgp",
    "udp.len",
    "icmp.type",
    "icmp.code",
    "icmp.echoid",
    "icmp.echoseq",
    "icmp.fragmtu",
    "icmpv6.type",
    "icmpv6.code",
    "icmpv6.echoid",
    "icmpv6.echoseq",
    "ct.event",
    "ct.id",
    "orig.ip.protocol",
    "orig.l4.sport",
    "orig.l4.dport",
    "orig.raw.pktlen",
    "orig.raw.pktcount",
    "reply.ip.saddr.str",
    "reply.ip.daddr.str",
    "reply.l4.sport",
    "reply.l4.dport",
    "reply.raw.pktlen",
    "reply.raw.pktcount",
    "flow.start.sec",
    "flow.start.usec",
    "flow.end.sec",
    "flow.end.usec",
    "oob.protocol",
    "oob.mark",
    "ct.mark",
    "orig.ip.saddr.str",
    "orig.ip.daddr.str",
    "ip.csum",
    "tcp.csum",
    "udp.csum",
    "icmp.csum",
    "icmpv6.csum",
    "sctp.csum",
    "tcp.offset",
    "tcp.reserved",
    "tcp.res1",
    "tcp.res2",
    "raw.pktcount",
    "raw.type",
    "raw.mac_len",
    "raw.mac.addrlen",
    "mac.str",
    "oob.family",
    "oob.ifindex_in",
    "oob.ifindex_out",
    "@version",
    "reply.ip.protocol",
    "oob.seq.local"
  };

  private static final Names NAMES = Names.of(TEXTS);

  private Key() {}

  static Members members(JsonCursor cursor, TextCache cache) {
    return new Members(cursor, cache, NAMES, TEXTS.length);
  }

  /** Takes what says nothing new as used. */
  static void leaveOut(Members members) {
    for (int key = FIRST_SUPERFLUOUS; key < TEXTS.length; key++) {
      members.use(key);
    }
  }
}
