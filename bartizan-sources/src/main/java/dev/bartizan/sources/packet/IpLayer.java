package dev.bartizan.sources.packet;

import static dev.bartizan.sources.packet.Bytes.i32;
import static dev.bartizan.sources.packet.Bytes.i64;
import static dev.bartizan.sources.packet.Bytes.u16;
import static dev.bartizan.sources.packet.Bytes.u32;
import static dev.bartizan.sources.packet.Bytes.u8;

import dev.bartizan.core.event.Flag;
import dev.bartizan.core.event.PacketLogged;
import dev.bartizan.core.event.PacketLogged.Ip;
import dev.bartizan.core.event.Transport;
import dev.bartizan.core.net.Address;
import dev.bartizan.core.pipeline.MalformedInput;

/**
 * IPv4 (RFC 791) and IPv6 (RFC 8200) down to where the transport begins. The version is that of the
 * first nibble, whatever the link layer says.
 */
final class IpLayer {
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION = 60;

  /** By the three bits before the offset: reserved, do not fragment, more fragments. */
  private static final String[] FRAGMENTATION = {
    "none", "+", "DF", "+;DF", "rsvd", "+;rsvd", "DF;rsvd", "+;DF;rsvd"
  };

  private static final long V4_MARK = Address.v4(0).low();

  private final TransportLayer transports = new TransportLayer();
  private final Events events;

  IpLayer(Events events) {
    this.events = events;
  }

  /**
   * Reads one packet.
   *
   * @throws MalformedInput when no packet can be made out and no firewall vouches for the frame
   */
  PacketLogged read(Below below) throws MalformedInput {
    if (below.captured() < 1) {
      return headless(below, "no IP header");
    }
    int version = below.bytes[below.at] >> 4 & 15;
    return version == 4 ? v4(below) : version == 6 ? v6(below) : wrong(below, version);
  }

  private PacketLogged v4(Below below) throws MalformedInput {
    if (below.captured() < 20) {
      return headless(below, "IPv4 header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    int header = (b[at] & 15) << 2;
    int total = u16(b, at + 2);
    if (total == 0) {
      total = below.captured() + below.missing;
    }
    int fragment = u16(b, at + 6);
    int offset = (fragment & 0x1fff) << 3;
    below.protocol = u8(b, at + 9);
    below.addressed = true;
    below.srcHigh = 0;
    below.srcLow = V4_MARK | u32(b, at + 12);
    below.dstHigh = 0;
    below.dstLow = V4_MARK | u32(b, at + 16);
    var flags = FRAGMENTATION[fragment >>> 13];
    var ip = new Ip(total, u8(b, at + 8), u8(b, at + 1), u16(b, at + 4), offset, flags, -1);
    if (header < 20 || total < header) {
      return odd(below, ip, header < 20 ? "bad-hlen=" + header : "bad-len=" + total);
    }
    return above(below, ip, at + header, at + total);
  }

  private PacketLogged v6(Below below) throws MalformedInput {
    if (below.captured() < 40) {
      return headless(below, "IPv6 header cut");
    }
    byte[] b = below.bytes;
    int at = below.at;
    int total = 40 + u16(b, at + 4);
    int next = u8(b, at + 6);
    if (total == 40 && next == HOP_BY_HOP) {
      total = below.captured() + below.missing;
    }
    below.addressed = true;
    below.srcHigh = i64(b, at + 8);
    below.srcLow = i64(b, at + 16);
    below.dstHigh = i64(b, at + 24);
    below.dstLow = i64(b, at + 32);
    int last = at + total;
    int position = at + 40;
    int offset = -1;
    while (isExtension(next) && offset <= 0) {
      int length = extension(b, next, position, Math.min(below.end, last));
      if (length == 0 || position + length > last) {
        below.protocol = next;
        return brokenChain(below, header(b, at, total, -1), last, last - position);
      }
      if (next == FRAGMENT) {
        offset = u16(b, position + 2) & 0xfff8;
      }
      next = u8(b, position);
      position += length;
    }
    below.protocol = next;
    return above(below, header(b, at, total, offset), position, last);
  }

  private static Ip header(byte[] b, int at, int total, int offset) {
    int first = i32(b, at);
    return new Ip(total, u8(b, at + 7), first >>> 20 & 255, -1, offset, null, first & 0xfffff);
  }

  private static boolean isExtension(int next) {
    return next == HOP_BY_HOP || next == FRAGMENT || next == ROUTING || next == DESTINATION;
  }

  /** Bytes of an extension header; 0 when they are not there. */
  private static int extension(byte[] b, int next, int position, int end) {
    if (position + 8 > end) {
      return 0;
    }
    return next == FRAGMENT ? 8 : 8 + (u8(b, position + 1) << 3);
  }

  private PacketLogged brokenChain(Below below, Ip ip, int last, int rest) {
    if (last > below.end) {
      below.flags |= Flag.TRUNCATED.bit();
    } else {
      below.error("extension headers run past the packet");
    }
    return events.make(below, ip, TransportLayer.other(Math.max(0, rest)));
  }

  private PacketLogged above(Below below, Ip ip, int position, int last) {
    if (last > below.end) {
      below.flags |= Flag.TRUNCATED.bit();
    }
    int length = last - position;
    if (ip.offset() > 0) {
      below.flags |= Flag.FRAGMENT.bit();
      return events.make(below, ip, TransportLayer.other(length));
    }
    int end = Math.min(below.end, last);
    return events.make(below, ip, transports.read(below, position, end, length));
  }

  private PacketLogged headless(Below below, String why) throws MalformedInput {
    if (!below.logged) {
      throw new MalformedInput(why);
    }
    below.flags |= Flag.TRUNCATED.bit();
    return events.make(below, Ip.UNKNOWN, Transport.Other.UNKNOWN);
  }

  private PacketLogged wrong(Below below, int version) throws MalformedInput {
    if (!below.logged) {
      throw new MalformedInput("IP version " + version);
    }
    return odd(below, Ip.UNKNOWN, "IP version " + version);
  }

  private PacketLogged odd(Below below, Ip ip, String why) {
    below.error(why);
    return events.make(below, ip, Transport.Other.UNKNOWN);
  }
}
