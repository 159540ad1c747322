package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.u16;
import static dev.bartizan.sources.packet.Bytes.u32;
import static dev.bartizan.sources.packet.Bytes.u8;

import dev.bartizan.core.event.Transport;
import dev.bartizan.core.event.Transport.Icmp;
import dev.bartizan.core.event.Transport.Other;
import dev.bartizan.core.event.Transport.Tcp;
import dev.bartizan.core.net.IpProtocol;

/**
 * The header above IP: TCP (RFC 9293), UDP, ICMP (RFC 792), ICMPv6 (RFC 4443), CARP, and the ports
 * of SCTP, DCCP and UDP-Lite. Reads as much of it as was captured.
 */
final class TransportLayer {
  private static final int DCCP = 33;
  private static final int UDP_LITE = 136;
  private static final Other[] OTHERS = new Other[2048];

  /** Message types of ICMP that carry an id and a sequence: echo, timestamp, information, mask. */
  private static final int WITH_ID = 1 | 1 << 8 | 0b11_1111 << 13;

  static {
    for (int i = 0; i < OTHERS.length; i++) {
      OTHERS[i] = new Other(i);
    }
  }

  private final TcpOptions options = new TcpOptions();

  static Other other(int payload) {
    return payload >= 0 && payload < OTHERS.length ? OTHERS[payload] : new Other(payload);
  }

  /**
   * Reads the header.
   *
   * @param at where it begins
   * @param end where the captured part of the packet ends
   * @param length of header and payload, captured or not
   */
  Transport read(Below below, int at, int end, int length) {
    byte[] b = below.bytes;
    return switch (below.protocol) {
      case IpProtocol.TCP -> tcp(below, at, end, length);
      case IpProtocol.UDP -> udp(below, at, end, length);
      case IpProtocol.ICMP -> icmp(b, at, end, length, false);
      case IpProtocol.ICMPV6 -> icmp(b, at, end, length, true);
      case IpProtocol.CARP -> carp(below, at, end, length);
      case IpProtocol.SCTP, DCCP, UDP_LITE -> {
        ports(below, at, end);
        yield other(length);
      }
      default -> other(length);
    };
  }

  private static void ports(Below below, int at, int end) {
    if (end - at >= 4) {
      below.srcPort = u16(below.bytes, at);
      below.dstPort = u16(below.bytes, at + 2);
    }
  }

  private Tcp tcp(Below below, int at, int end, int length) {
    byte[] b = below.bytes;
    ports(below, at, end);
    if (end - at < 20) {
      return cutTcp(b, at, end - at, length);
    }
    int header = u8(b, at + 12) >> 4 << 2;
    int flags = u8(b, at + 13);
    int payload = length - header;
    if (header < 20) {
      below.error("tcp " + payload + " [bad hdr length " + header + " - too short < 20]");
      payload = -1;
    } else if (payload < 0) {
      below.error("[bad hdr length " + header + " - too long, > " + length + "]");
      payload = -1;
    }
    return new Tcp(
        payload,
        flags,
        u32(b, at + 4),
        (flags & 16) == 0 ? -1 : u32(b, at + 8),
        u16(b, at + 14),
        (flags & 32) == 0 ? -1 : u16(b, at + 18),
        header <= 20 ? null : options.names(b, at + 20, at + header, end));
  }

  private static Tcp cutTcp(byte[] b, int at, int captured, int length) {
    int flags = captured > 13 ? u8(b, at + 13) : -1;
    int header = captured > 12 ? u8(b, at + 12) >> 4 << 2 : -1;
    boolean ack = flags >= 0 && (flags & 16) != 0;
    return new Tcp(
        header >= 20 && length >= header ? length - header : -1,
        flags,
        captured >= 8 ? u32(b, at + 4) : -1,
        ack ? u32(b, at + 8) : -1,
        captured >= 16 ? u16(b, at + 14) : -1,
        -1,
        null);
  }

  private static Other udp(Below below, int at, int end, int length) {
    ports(below, at, end);
    if (end - at < 6) {
      return other(length >= 8 ? length - 8 : -1);
    }
    int datagram = u16(below.bytes, at + 4);
    return other(datagram >= 8 ? datagram - 8 : -1);
  }

  private static Icmp icmp(byte[] b, int at, int end, int length, boolean v6) {
    int captured = end - at;
    int payload = length >= 8 ? length - 8 : -1;
    if (captured < 2) {
      return new Icmp(payload, -1, -1, -1, -1, -1);
    }
    int type = u8(b, at);
    int code = u8(b, at + 1);
    if (captured < 8) {
      return new Icmp(payload, type, code, -1, -1, -1);
    }
    boolean numbered = v6 ? (type & ~1) == 128 : type < 32 && (WITH_ID >> type & 1) != 0;
    return new Icmp(
        payload,
        type,
        code,
        numbered ? u16(b, at + 4) : -1,
        numbered ? u16(b, at + 6) : -1,
        v6 && type == 2 ? u32(b, at + 4) : !v6 && type == 3 && code == 4 ? u16(b, at + 6) : -1);
  }

  /** CARP and VRRP share a number and the layout of what is read here. */
  private static Other carp(Below below, int at, int end, int length) {
    byte[] b = below.bytes;
    if (end - at >= 6) {
      below.detail(
          "\"carp\":{\"type\":\"%s\",\"vhid\":%d,\"version\":%d,\"advskew\":%d,\"advbase\":%d}"
              .formatted(
                  (b[at] & 15) == 1 ? "advertise" : "unkwn",
                  u8(b, at + 1),
                  u8(b, at) >> 4,
                  u8(b, at + 2),
                  u8(b, at + 5)));
    }
    return other(length);
  }
}
